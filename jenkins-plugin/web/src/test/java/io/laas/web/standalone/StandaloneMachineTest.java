package io.laas.web.standalone;

import io.laas.web.contract.MachineContract;
import io.laas.web.contract.Site;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneMachineTest extends MachineContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
