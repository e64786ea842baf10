package io.laas.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.Engine;
import io.laas.engine.EngineSettings;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.UserId;
import io.laas.web.error.ApiException;
import io.laas.web.error.Refusals;
import io.laas.web.standalone.ReadyPods;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions in a host that has users and rights of its own, as Jenkins has. */
class SessionsTest {
    private static final UserId ANN = new UserId("ann");
    private static final String IDENTITY = "slack:T1:U1";

    private final Map<UserId, Set<Right>> host = new ConcurrentHashMap<>();
    private Engine engine;
    private Sessions sessions;
    private Set<Look> guests = Set.of();

    @BeforeEach
    void open() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        engine = Engine.open(
                EngineSettings.at(new EngineSettings.Database(url, "sa", "")), new ReadyPods(), InstantSource.system());
        AccountService accounts = engine.accounts();
        Caller ann = new Caller(Actor.of(ANN, Channel.WEB), EnumSet.of(Right.VIEW));
        accounts.link(Refusals.orThrow(accounts.newLinkCode(ann)).code(), IDENTITY, Caller.SYSTEM);
        sessions = new Sessions(accounts, user -> host.getOrDefault(user, Set.of()), () -> guests);
        host.put(ANN, EnumSet.of(Right.VIEW, Right.EXTEND, Right.ACT_FOR));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static ContainerRequestContext request(String... headers) {
        URI base = URI.create("http://localhost/");
        ContainerRequest request = new ContainerRequest(base, base, "GET", null, new MapPropertiesDelegate(), null);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Speaker bot(Right... rights) {
        return new Speaker(new UserId("bot"), Set.of(rights), "user:bot", () -> true);
    }

    @Test
    void aSpeakerForNobodySpeaksForThemselves() {
        Session session = sessions.of(bot(Right.BOOK), request("LaaS-Channel", "pipeline"));
        assertThat(session.caller().actor()).isEqualTo(Actor.of(new UserId("bot"), Channel.PIPELINE));
        assertThat(session.caller().has(Right.RESET)).isTrue();
        assertThat(session.key()).isEqualTo("user:bot");
        assertThat(session.valid().getAsBoolean()).isTrue();
        assertThat(sessions.of(bot(), request()).caller().actor().channel()).isEqualTo(Channel.API);
    }

    @Test
    void whoIsSpokenForHasTheRightsTheHostGives() {
        Session session = sessions.of(
                bot(Right.ACT_FOR, Right.MANAGE), request("LaaS-Acting-For", IDENTITY, "LaaS-Channel", "slack"));
        assertThat(session.caller().actor()).isEqualTo(new Actor(ANN, Channel.SLACK, Optional.of(new UserId("bot"))));
        assertThat(session.caller().rights()).containsExactlyInAnyOrder(Right.VIEW, Right.EXTEND);
    }

    @Test
    void speakingForOthersNeedsTheRightAndALink() {
        refused(bot(Right.MANAGE), IDENTITY, "FORBIDDEN", "the right ACT_FOR, which bot does not have here");
        refused(bot(Right.ACT_FOR), "slack:T1:U9", "NOT_LINKED", "slack:T1:U9 is not linked to an account");
    }

    @Test
    void nobodySpeaksForAUserWhoWasRemoved() {
        Session open = sessions.of(bot(Right.ACT_FOR), request("LaaS-Acting-For", IDENTITY));
        assertThat(open.valid().getAsBoolean()).isTrue();
        host.remove(ANN);
        assertThat(open.valid().getAsBoolean()).isFalse();
        refused(bot(Right.ACT_FOR), IDENTITY, "FORBIDDEN", "is linked to ann, who has no rights here");
    }

    @Test
    void aSessionEndsWithTheLink() {
        Session open = sessions.of(bot(Right.ACT_FOR), request("LaaS-Acting-For", IDENTITY));
        engine.accounts().unlink(IDENTITY, Caller.SYSTEM);
        assertThat(open.valid().getAsBoolean()).isFalse();
    }

    @Test
    void whoIsLinkedToNobodyIsAGuestWhereThePolicyHasGuests() {
        guests = Set.of(Look.PODS);
        Session session = sessions.of(
                bot(Right.ACT_FOR, Right.MANAGE), request("LaaS-Acting-For", "slack:T1:U9", "LaaS-Channel", "slack"));

        assertThat(session.guest()).contains(Set.of(Look.PODS));
        assertThat(session.caller().rights()).containsExactly(Right.VIEW);
        assertThat(session.caller().actor().via()).contains(new UserId("bot"));
        assertThat(sessions.of(bot(Right.ACT_FOR), request("LaaS-Acting-For", IDENTITY))
                        .guest())
                .as("who is linked is none")
                .isEmpty();
        refused(bot(Right.MANAGE), "slack:T1:U9", "FORBIDDEN", "the right ACT_FOR");
    }

    private void refused(Speaker speaker, String identity, String code, String sentence) {
        assertThatThrownBy(() -> sessions.of(speaker, request("LaaS-Acting-For", identity)))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(403);
                    assertThat(e.error().code()).isEqualTo(code);
                    assertThat(e).hasMessageContaining(sentence);
                });
    }
}
