package io.laas.web.json;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Feed;
import io.laas.engine.account.IssuedFeed;
import io.laas.engine.account.IssuedToken;
import io.laas.engine.account.Link;
import io.laas.engine.account.LinkCode;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.engine.account.StoredKey;
import io.laas.engine.account.Token;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.wire.FeedJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LinkCodeJson;
import io.laas.model.wire.LinkJson;
import io.laas.model.wire.MeJson;
import io.laas.model.wire.NewTokenJson;
import io.laas.model.wire.TokenJson;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accounts, tokens, keys and links between wire format and model. */
public final class AccountWire {
    private AccountWire() {}

    public static MeJson me(Caller caller, Optional<ZoneId> zone) {
        return new MeJson(
                caller.user().value(),
                names(caller.rights()),
                zone.map(ZoneId::getId).orElse(null));
    }

    public static KeyJson json(StoredKey key) {
        return new KeyJson(key.id(), key.key().line());
    }

    public static NewToken token(NewTokenJson json) {
        return new NewToken(
                Fields.required("user", json.user(), UserId::new),
                Fields.required("name", json.name(), n -> n),
                Fields.required("rights", json.rights()).stream()
                        .map(r -> Fields.oneOf("rights", Right.class, String.valueOf(r)))
                        .collect(Collectors.toSet()));
    }

    public static TokenJson json(Token token) {
        return json(token, null);
    }

    /** Shows a new token with its secret, the only time. */
    public static TokenJson json(IssuedToken issued) {
        return json(issued.token(), issued.secret());
    }

    private static TokenJson json(Token t, String secret) {
        return new TokenJson(
                t.id(),
                t.user().value(),
                t.name(),
                names(t.rights()),
                t.createdAt(),
                t.revokedAt().orElse(null),
                secret);
    }

    public static LinkCodeJson json(LinkCode code) {
        return new LinkCodeJson(code.code(), code.validUntil());
    }

    public static LinkJson json(Link link) {
        return new LinkJson(null, link.identity(), link.user().value());
    }

    private static List<String> names(Collection<Right> rights) {
        return rights.stream().sorted().map(Right::name).toList();
    }

    /** Shows a feed without its address. */
    public static FeedJson json(Feed feed) {
        return new FeedJson(feed.id(), feed.lab().map(LabId::value).orElse(null), feed.createdAt(), null);
    }

    /** Shows a feed with its address, once. */
    public static FeedJson json(IssuedFeed made) {
        String path = "/feeds/%s.ics?token=%s".formatted(made.feed().id(), made.secret());
        FeedJson feed = json(made.feed());
        return new FeedJson(feed.id(), feed.lab(), feed.createdAt(), path);
    }
}
