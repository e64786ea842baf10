package io.laas.web.standalone;

import io.laas.web.contract.GroupContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneGroupTest extends GroupContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
