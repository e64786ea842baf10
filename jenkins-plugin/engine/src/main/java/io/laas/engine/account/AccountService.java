package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Users and what belongs to them. Secrets are stored as SHA-256 and compared in constant time. Thread-safe. */
public final class AccountService {
    AccountService() {}

    /** Returns whom a token stands for; empty if it is unknown or revoked. */
    public Optional<Identity> authenticate(String secret) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns the account, made with the rights VIEW and BOOK if it is not there yet. */
    public Account account(UserId user) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Makes the account {@code admin} with all rights but ACT_FOR and a token, if the store has no token at all. */
    public Optional<IssuedToken> firstAdminToken() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Makes a token; needs MANAGE. The user's account gets the token's rights (not ACT_FOR) too. */
    public Answer<IssuedToken> issue(NewToken token, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<Token> revoke(String tokenId, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Lists tokens: all for managers, otherwise the caller's own. */
    public List<Token> tokens(Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<Account> setZone(ZoneId zone, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public List<StoredKey> keys(UserId user) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Adds a key (at most 20; one that is there already is answered as it is); access of running bookings follows. */
    public Answer<StoredKey> addKey(SshKey key, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<StoredKey> removeKey(String keyId, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Makes a code that binds a chat identity to the caller; good once, for 10 minutes. */
    public LinkCode newLinkCode(Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Binds the identity to the user who made the code; needs ACT_FOR. */
    public Answer<Link> link(String code, String identity, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns the user a chat identity is bound to. */
    public Optional<UserId> linked(String identity) {
        throw new IllegalStateException("the engine is not open");
    }

    public List<Link> links(Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<Link> unlink(String identity, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
