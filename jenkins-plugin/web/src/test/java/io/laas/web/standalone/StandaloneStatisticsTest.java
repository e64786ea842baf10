package io.laas.web.standalone;

import io.laas.web.contract.Site;
import io.laas.web.contract.StatisticsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneStatisticsTest extends StatisticsContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
