package io.laas.jenkins.api;

import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.AccessContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class JenkinsAccessTest extends AccessContract {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
