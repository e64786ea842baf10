package io.laas.web.standalone;

import io.laas.web.contract.OnceContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneOnceTest extends OnceContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
