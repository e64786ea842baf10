package io.laas.web.auth;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.Names;
import io.laas.model.UserId;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the session of a request from who speaks and what its headers say. With {@code LaaS-Acting-For} a speaker who has ACT_FOR
 * speaks for the user a chat identity is linked to: the rights are that user's, never ACT_FOR, and the actor keeps who spoke. Where
 * rights come from is the host's business. Thread-safe.
 */
public final class Sessions {
    /** Names the face of the product; only a label. */
    public static final String CHANNEL = "LaaS-Channel";

    /** Names the chat identity somebody with ACT_FOR speaks for, for example {@code slack:T1:U2}. */
    public static final String ACTING_FOR = "LaaS-Acting-For";

    /** Who people without an account are to the engine; nobody's account is called so. */
    private static final UserId NOBODY = new UserId("nobody+chat");

    private static final Set<Channel> CHANNELS = EnumSet.complementOf(EnumSet.of(Channel.SYSTEM));
    private static final int SHOWN = 80;

    private final AccountService accounts;
    private final Function<UserId, Set<Right>> rights;
    private final Supplier<Set<Look>> guests;

    /**
     * Makes sessions.
     *
     * @param accounts knows which identity is linked to whom
     * @param rights what a user may do who is spoken for; nothing for one who was removed
     * @param guests what somebody may look at whose identity is linked to nobody; empty: nothing
     */
    public Sessions(AccountService accounts, Function<UserId, Set<Right>> rights, Supplier<Set<Look>> guests) {
        this.accounts = accounts;
        this.rights = rights;
        this.guests = guests;
    }

    /**
     * Returns the session of a request.
     *
     * @throws ApiException 400 if the channel is not known, 403 if the speaker may not speak for the identity or nobody can
     */
    public Session of(Speaker speaker, ContainerRequestContext request) {
        Channel channel = channel(request.getHeaderString(CHANNEL));
        String identity = request.getHeaderString(ACTING_FOR);
        if (identity == null) {
            Caller caller = new Caller(Actor.of(speaker.user(), channel), speaker.rights());
            return new Session(caller, speaker.key(), speaker.valid());
        }
        return spokenFor(speaker, channel, identity);
    }

    private Session spokenFor(Speaker speaker, Channel channel, String identity) {
        if (!speaker.rights().contains(Right.ACT_FOR)) {
            throw new ApiException(
                    403,
                    "FORBIDDEN",
                    "%s needs the right ACT_FOR, which %s does not have here; ask an admin for it."
                            .formatted(ACTING_FOR, speaker.user()));
        }
        Optional<UserId> linked = accounts.linked(identity);
        if (linked.isEmpty()) {
            return guest(speaker, channel, identity);
        }
        UserId user = linked.get();
        Caller caller = new Caller(new Actor(user, channel, Optional.of(speaker.user())), rightsOf(user));
        if (caller.rights().isEmpty()) {
            throw new ApiException(
                    403,
                    "FORBIDDEN",
                    "%s is linked to %s, who has no rights here (any more); ask an admin of the lab."
                            .formatted(Names.clean(identity, SHOWN), user));
        }
        return new Session(caller, speaker.key(), () -> speaker.valid().getAsBoolean() && mayStillLook(identity, user));
    }

    private Session guest(Speaker speaker, Channel channel, String identity) {
        Set<Look> looks = guests.get();
        if (looks.isEmpty()) {
            throw notLinked(identity);
        }
        Caller caller = new Caller(new Actor(NOBODY, channel, Optional.of(speaker.user())), Set.of(Right.VIEW));
        return new Session(caller, speaker.key(), speaker.valid(), Optional.of(looks));
    }

    /** Returns what a user may do who is spoken for: never to speak for others. */
    public Set<Right> rightsOf(UserId user) {
        return rights.apply(user).stream().filter(r -> r != Right.ACT_FOR).collect(Collectors.toSet());
    }

    private boolean mayStillLook(String identity, UserId user) {
        return accounts.linked(identity).filter(user::equals).isPresent()
                && Right.withImplied(rightsOf(user)).contains(Right.VIEW);
    }

    static ApiException notLinked(String identity) {
        return new ApiException(
                403,
                "NOT_LINKED",
                "%s is not linked to an account. Make a code with POST /me/link-code and give it to the bot's link command."
                        .formatted(Names.clean(identity, SHOWN)));
    }

    private static Channel channel(String header) {
        if (header == null) {
            return Channel.API;
        }
        return CHANNELS.stream()
                .filter(c -> c.name().equalsIgnoreCase(header.strip()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("%s must be one of %s, was '%s'"
                        .formatted(
                                CHANNEL,
                                CHANNELS.stream().map(Enum::name).collect(Collectors.joining(", ")),
                                Names.clean(header, 40))));
    }
}
