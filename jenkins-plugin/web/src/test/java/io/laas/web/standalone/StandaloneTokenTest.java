package io.laas.web.standalone;

import io.laas.web.contract.Site;
import io.laas.web.contract.TokenContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneTokenTest extends TokenContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
