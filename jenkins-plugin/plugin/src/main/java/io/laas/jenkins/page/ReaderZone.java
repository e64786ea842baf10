package io.laas.jenkins.page;

import hudson.model.TimeZoneProperty;
import io.laas.engine.Engine;
import io.laas.engine.account.Account;
import io.laas.jenkins.access.JenkinsCallers;
import java.time.ZoneId;
import java.util.Optional;

/** The zone in which somebody reads times: the one set for LaaS, otherwise the one set in Jenkins, otherwise the controller's. */
final class ReaderZone {
    private ReaderZone() {}

    static ZoneId of(Engine engine) {
        return new JenkinsCallers()
                .currentUser()
                .map(engine.accounts()::account)
                .flatMap(Account::zone)
                .or(ReaderZone::ofJenkins)
                .orElseGet(ZoneId::systemDefault);
    }

    private static Optional<ZoneId> ofJenkins() {
        return Optional.ofNullable(TimeZoneProperty.forCurrentUser()).map(ZoneId::of);
    }
}
