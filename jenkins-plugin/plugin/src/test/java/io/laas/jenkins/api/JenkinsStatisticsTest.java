package io.laas.jenkins.api;

import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.Site;
import io.laas.web.contract.StatisticsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class JenkinsStatisticsTest extends StatisticsContract {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
