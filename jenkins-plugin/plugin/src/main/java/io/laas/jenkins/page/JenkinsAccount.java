package io.laas.jenkins.page;

import hudson.model.User;
import io.laas.engine.Answer;
import io.laas.engine.account.Account;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.account.StoredKey;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The account of a Jenkins user in the engine, changed by whoever sent the present form. */
final class JenkinsAccount {
    private static final int MAX_LINES = 40;

    private final AccountService accounts;
    private final UserId user;

    private JenkinsAccount(AccountService accounts, UserId user) {
        this.accounts = accounts;
        this.user = user;
    }

    /** Returns the account; empty if the engine is not open, or the name is one that LaaS cannot keep. */
    static Optional<JenkinsAccount> of(User user) {
        try {
            AccountService accounts = LaasRuntime.get().engine().accounts();
            return Optional.of(new JenkinsAccount(accounts, JenkinsCallers.person(user.getId())));
        } catch (LaasUnavailableException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String keys() {
        return accounts.keys(user).stream().map(k -> k.key().line()).collect(Collectors.joining("\n"));
    }

    String zone() {
        return accounts.account(user).zone().map(ZoneId::getId).orElse("");
    }

    /**
     * Makes these the keys, one a line, and the zone; if either is wrong, both stay as they are.
     *
     * @param zone empty: the zone stays as it is
     * @throws IllegalArgumentException with the number of the line that is not a key, or with the engine's refusal
     * @throws java.time.DateTimeException if there is no such zone
     */
    void set(String lines, String zone) {
        Set<SshKey> wanted = parse(lines);
        Optional<ZoneId> wantedZone = zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
        setKeys(wanted);
        wantedZone.ifPresent(this::setZone);
    }

    /** Adds what is new and removes what is gone. */
    private void setKeys(Set<SshKey> wanted) {
        List<StoredKey> present = accounts.keys(user);
        for (StoredKey key : present) {
            if (!wanted.remove(key.key())) {
                requireDone(accounts.removeKey(key.id(), caller()));
            }
        }
        wanted.forEach(key -> requireDone(accounts.addKey(key, caller())));
    }

    private void setZone(ZoneId zone) {
        Optional<ZoneId> present = Optional.of(accounts.account(user)).flatMap(Account::zone);
        if (present.filter(zone::equals).isEmpty()) {
            requireDone(accounts.setZone(zone, caller()));
        }
    }

    /** The user's own doing, or that of an administrator who does it for the user; Jenkins has let them to the form. */
    private Caller caller() {
        Optional<UserId> administrator = new JenkinsCallers().currentUser().filter(u -> !u.equals(user));
        return new Caller(new Actor(user, Channel.WEB, administrator), EnumSet.of(Right.VIEW, Right.BOOK));
    }

    private static void requireDone(Answer<?> answer) {
        if (answer instanceof Answer.Refused<?> no) {
            throw new IllegalArgumentException(no.refusal().message());
        }
    }

    /**
     * Reads keys, one a line; empty lines do not count.
     *
     * @throws IllegalArgumentException with the number of the first line that is not a public key, or if there are too many lines
     */
    static Set<SshKey> parse(String text) {
        List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
        if (lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(Messages.AccountProperty_tooManyLines(MAX_LINES));
        }
        Set<SshKey> keys = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                keys.add(key(lines.get(i), i + 1));
            }
        }
        return keys;
    }

    private static SshKey key(String line, int number) {
        try {
            return new SshKey(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.AccountProperty_line(number, e.getMessage()), e);
        }
    }
}
