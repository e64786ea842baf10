package io.laas.jenkins.api;

import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.InstallContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class JenkinsInstallTest extends InstallContract {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
