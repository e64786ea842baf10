package io.laas.web.standalone;

import io.laas.web.contract.Site;
import io.laas.web.contract.SnapshotContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandaloneSnapshotTest extends SnapshotContract {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }
}
