package io.laas.web.standalone;

import io.laas.web.contract.AccessContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneAccessTest extends AccessContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
