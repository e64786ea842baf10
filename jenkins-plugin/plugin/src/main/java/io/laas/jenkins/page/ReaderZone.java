package io.laas.jenkins.page;

import io.laas.engine.Engine;
import io.laas.engine.account.Account;
import io.laas.jenkins.access.JenkinsCallers;
import java.time.ZoneId;

/** The zone in which somebody reads times: the one set for LaaS, otherwise the controller's, in which Jenkins shows them too. */
final class ReaderZone {
    private ReaderZone() {}

    static ZoneId of(Engine engine) {
        return new JenkinsCallers()
                .currentUser()
                .map(engine.accounts()::account)
                .flatMap(Account::zone)
                .orElseGet(ZoneId::systemDefault);
    }
}
