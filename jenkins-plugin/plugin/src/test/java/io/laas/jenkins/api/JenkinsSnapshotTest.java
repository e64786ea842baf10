package io.laas.jenkins.api;

import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.Site;
import io.laas.web.contract.SnapshotContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JenkinsSnapshotTest extends SnapshotContract {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
