package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Names;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Users and what belongs to them. Secrets are stored as SHA-256 and compared in constant time. Thread-safe. */
public final class AccountService {
    private static final UserId ADMIN = new UserId("admin");
    private static final String NOBODY =
            "The name %s stands for people whom LaaS has forgotten, so nobody can have it. Take another name."
                    .formatted(UserId.FORGOTTEN);
    private static final Duration CODE_GOOD_FOR = Duration.ofMinutes(10);
    private static final int MAX_KEYS = 20;
    private static final int MAX_NAME = 100;
    private static final Pattern IDENTITY = Pattern.compile("[a-z]{2,20}(:[A-Za-z0-9._-]{1,80}){1,2}");
    private static final Kept<IssuedToken> TOKEN = Kept.withoutSecret(
            t -> t.token().id(),
            "Token %s was made with this idempotency key; its secret was shown then and cannot be shown again. If it is lost, revoke the token and make another one with a new key.");
    private static final Kept<LinkCode> CODE = Kept.withoutSecret(
            c -> c.validUntil().toString(),
            "A code that is good until %s was made with this idempotency key; it was shown then and cannot be shown again. If it is lost, make another one with a new key.");

    private final Store store;
    private final Once once;
    private final BiConsumer<Tx, UserId> onKeysChanged;

    /**
     * Makes the service.
     *
     * @param onKeysChanged called in the transaction that changes a user's keys
     */
    public AccountService(Store store, BiConsumer<Tx, UserId> onKeysChanged) {
        this.store = store;
        this.once = new Once(store);
        this.onKeysChanged = onKeysChanged;
    }

    /** Returns whom a token stands for; empty if it is unknown or revoked. */
    public Optional<Identity> authenticate(String secret) {
        String id = Secrets.idIn(secret);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return store.read(tx -> new TokenTable(tx)
                .find(id)
                .filter(row -> Secrets.same(row.secretHash(), Secrets.hash(secret)))
                .map(TokenTable.TokenRow::token)
                .filter(t -> t.revokedAt().isEmpty())
                .map(t -> identity(tx, t)));
    }

    private static Identity identity(Tx tx, Token token) {
        Set<Right> rights = Right.withImplied(token.rights());
        Set<Right> own = Right.withImplied(
                new AccountTable(tx).find(token.user()).map(Account::rights).orElse(Set.of()));
        rights.removeIf(r -> r != Right.ACT_FOR && !own.contains(r));
        return new Identity(token.user(), rights, token.id());
    }

    /** Returns the account, made with the rights VIEW and BOOK if it is not there yet. */
    public Account account(UserId user) {
        return store.read(tx -> new AccountTable(tx).find(user))
                .orElseGet(() -> store.write(tx -> new AccountTable(tx).lock(user)));
    }

    /**
     * Returns what may be done for a user by whoever speaks for them: what the account may do, and nothing once the user's last token
     * is revoked, for that is how an account is closed.
     */
    public Set<Right> rightsOf(UserId user) {
        Set<Right> rights = account(user).rights();
        return store.read(tx -> new TokenTable(tx).allRevoked(user)) ? Set.of() : rights;
    }

    /** Makes the account {@code admin} with all rights but ACT_FOR and a token, if the store has no token at all. */
    public Optional<IssuedToken> firstAdminToken() {
        return store.write(tx -> {
            new AccountTable(tx).lock(ADMIN);
            if (!new TokenTable(tx).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    issue(tx, new NewToken(ADMIN, "first", EnumSet.of(Right.VIEW, Right.BOOK, Right.MANAGE))));
        });
    }

    /** Makes a token; needs MANAGE. The user's account gets the token's rights (not ACT_FOR) too. */
    public Answer<IssuedToken> issue(NewToken token, Caller caller) {
        return once.write(caller, TOKEN, tx -> {
            if (!caller.manages()) {
                return Audit.forbid(tx, caller, "making a token", Right.MANAGE);
            }
            if (token.user().equals(UserId.FORGOTTEN)) {
                return Audit.refuse(tx, caller, "making a token", RefusalCode.INVALID, NOBODY);
            }
            String name = Names.clean(token.name(), MAX_NAME);
            return Answer.done(issue(tx, new NewToken(token.user(), name, token.rights())));
        });
    }

    private static IssuedToken issue(Tx tx, NewToken token) {
        AccountTable accounts = new AccountTable(tx);
        Account account = accounts.lock(token.user());
        Set<Right> rights = new HashSet<>(account.rights());
        rights.addAll(token.rights());
        rights.remove(Right.ACT_FOR);
        accounts.update(new Account(account.user(), rights, account.zone(), account.createdAt()));
        return new TokenTable(tx).insert(token);
    }

    /** Makes a token void; its user may do so, and managers. */
    public Answer<Token> revoke(String tokenId, Caller caller) {
        return once.write(caller, Kept.as(Token.class), tx -> {
            TokenTable tokens = new TokenTable(tx);
            Optional<Token> token =
                    tokens.find(tokenId).map(TokenTable.TokenRow::token).filter(t -> visible(t, caller));
            if (token.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "revoking a token",
                        RefusalCode.INVALID,
                        "There is no token " + Names.clean(tokenId, 20) + " that you may revoke. List the tokens.");
            }
            tokens.revoke(tokenId);
            return Answer.done(tokens.find(tokenId).orElseThrow().token());
        });
    }

    /** Lists tokens: all for managers, otherwise the caller's own. */
    public List<Token> tokens(Caller caller) {
        return store.read(tx -> new TokenTable(tx)
                .all().stream().filter(t -> visible(t, caller)).toList());
    }

    private static boolean visible(Token token, Caller caller) {
        return caller.manages() || token.user().equals(caller.user());
    }

    /** Sets the zone in which the caller reads times. */
    public Answer<Account> setZone(ZoneId zone, Caller caller) {
        return once.write(caller, Kept.as(Account.class), tx -> {
            AccountTable accounts = new AccountTable(tx);
            Account account = accounts.lock(caller.user());
            Account changed = new Account(account.user(), account.rights(), Optional.of(zone), account.createdAt());
            accounts.update(changed);
            return Answer.done(changed);
        });
    }

    public List<StoredKey> keys(UserId user) {
        return store.read(tx -> new AccountTable(tx).keys(user));
    }

    /** Adds a key (at most 20; one that is there already is answered as it is); access of running bookings follows. */
    public Answer<StoredKey> addKey(SshKey key, Caller caller) {
        return once.write(caller, Kept.as(StoredKey.class), tx -> {
            AccountTable accounts = new AccountTable(tx);
            accounts.lock(caller.user());
            List<StoredKey> present = accounts.keys(caller.user());
            Optional<StoredKey> same =
                    present.stream().filter(k -> k.key().equals(key)).findFirst();
            if (same.isPresent()) {
                return Answer.done(same.get());
            }
            if (present.size() >= MAX_KEYS) {
                return Audit.refuse(
                        tx,
                        caller,
                        "adding a key",
                        RefusalCode.POLICY,
                        "%s has %d ssh keys already, the most there may be. Remove one first."
                                .formatted(caller.user(), MAX_KEYS));
            }
            accounts.addKey(caller.user(), key);
            keysChanged(tx, caller, "added");
            return Answer.done(accounts.keys(caller.user()).get(present.size()));
        });
    }

    /** Removes a key; access of running bookings follows. */
    public Answer<StoredKey> removeKey(String keyId, Caller caller) {
        return once.write(caller, Kept.as(StoredKey.class), tx -> {
            AccountTable accounts = new AccountTable(tx);
            accounts.lock(caller.user());
            Optional<StoredKey> key = accounts.keys(caller.user()).stream()
                    .filter(k -> k.id().equals(keyId))
                    .findFirst();
            if (key.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "removing a key",
                        RefusalCode.INVALID,
                        "%s has no ssh key %s. List the keys.".formatted(caller.user(), Names.clean(keyId, 20)));
            }
            accounts.removeKey(caller.user(), keyId);
            keysChanged(tx, caller, "removed");
            return Answer.done(key.get());
        });
    }

    private void keysChanged(Tx tx, Caller caller, String what) {
        tx.emit(EventDraft.of(EventType.KEYS_CHANGED, caller.actor()).with("change", what));
        onKeysChanged.accept(tx, caller.user());
    }

    /** Makes a code that binds a chat identity to the caller; good once, for 10 minutes. */
    public Answer<LinkCode> newLinkCode(Caller caller) {
        return once.write(caller, CODE, tx -> {
            new AccountTable(tx).lock(caller.user());
            String code = Secrets.newCode();
            Instant until = tx.now().plus(CODE_GOOD_FOR);
            new LinkTable(tx).addCode(code, caller.user(), until);
            return Answer.done(new LinkCode(code, until));
        });
    }

    /** Binds the identity to the user who made the code; needs ACT_FOR. */
    public Answer<Link> link(String code, String identity, Caller caller) {
        return once.write(caller, Kept.as(Link.class), tx -> {
            if (!caller.has(Right.ACT_FOR)) {
                return Audit.forbid(tx, caller, "linking a chat identity", Right.ACT_FOR);
            }
            if (identity == null || !IDENTITY.matcher(identity).matches()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "linking a chat identity",
                        RefusalCode.INVALID,
                        "A chat identity looks like slack:T1:U2, was '" + Names.clean(identity, 40) + "'.");
            }
            return new LinkTable(tx)
                    .useCode(code == null ? "" : code.strip())
                    .map(user -> linked(tx, identity, user, caller))
                    .orElseGet(
                            () -> Audit.refuse(
                                    tx,
                                    caller,
                                    "linking a chat identity",
                                    RefusalCode.INVALID,
                                    "That code is unknown, used or older than 10 minutes. Make a new one on your account's page."));
        });
    }

    private static Answer<Link> linked(Tx tx, String identity, UserId user, Caller caller) {
        Link link = new LinkTable(tx).put(identity, user);
        tx.emit(EventDraft.of(EventType.IDENTITY_LINKED, caller.actor())
                .with("identity", identity)
                .with("user", user));
        return Answer.done(link);
    }

    /** Returns the user a chat identity is bound to. */
    public Optional<UserId> linked(String identity) {
        return store.read(tx -> new LinkTable(tx).find(identity).map(Link::user));
    }

    /** Lists links: all for managers and for those who speak for others, otherwise the caller's own. */
    public List<Link> links(Caller caller) {
        boolean all = caller.manages() || caller.has(Right.ACT_FOR);
        return store.read(tx -> new LinkTable(tx)
                .all().stream()
                        .filter(l -> all || l.user().equals(caller.user()))
                        .toList());
    }

    /** Undoes a link; its user may do so, and managers. */
    public Answer<Link> unlink(String identity, Caller caller) {
        return once.write(caller, Kept.as(Link.class), tx -> {
            LinkTable links = new LinkTable(tx);
            Optional<Link> link = links.find(identity)
                    .filter(l -> caller.manages() || l.user().equals(caller.user()));
            if (link.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "unlinking a chat identity",
                        RefusalCode.INVALID,
                        "There is no link of '" + Names.clean(identity, 40) + "' that you may undo.");
            }
            links.remove(identity);
            tx.emit(EventDraft.of(EventType.IDENTITY_UNLINKED, caller.actor())
                    .with("identity", identity)
                    .with("user", link.get().user()));
            return Answer.done(link.get());
        });
    }
}
