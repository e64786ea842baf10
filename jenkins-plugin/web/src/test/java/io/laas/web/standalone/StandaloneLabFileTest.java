package io.laas.web.standalone;

import io.laas.engine.account.Right;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.LabFileContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneLabFileTest extends LabFileContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }

    @Override
    protected String kept() {
        return SITE.labText();
    }

    @Override
    protected ApiClient master() {
        return somebody(Right.MANAGE);
    }
}
