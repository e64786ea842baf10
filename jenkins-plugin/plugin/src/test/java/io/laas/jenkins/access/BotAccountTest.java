package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.User;
import io.laas.engine.account.Right;
import io.laas.jenkins.config.BotAccount;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.ApiClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bot that is named in the configuration and has no permission in Jenkins, not even to read. */
class BotAccountTest {
    private static final String IDENTITY = "slack:T1:U1";

    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    private ApiClient bot;
    private ApiClient carla;

    @BeforeEach
    void nameTheBot() {
        LaasConfiguration.get().setBots(List.of(new BotAccount("laas-slack")));
        bot = client("laas-slack", SITE.rule().createApiToken(User.getById("laas-slack", true)));
        carla = client("carla", SITE.token("carla", Right.VIEW, Right.BOOK));
    }

    @AfterEach
    void noBots() {
        LaasConfiguration.get().setBots(List.of());
    }

    @Test
    void speaksForThoseWhoLinkedTheirChatAccountAndForNobodyElse() {
        bot.with("LaaS-Acting-For", "slack:T1:stranger").get("/me").refused(403, "NOT_LINKED");
        assertThat(bot.get("/bookings").refused(403, "FORBIDDEN")).contains("VIEW");
        link();

        JsonNode me = bot.with("LaaS-Acting-For", IDENTITY).get("/me").expect(200);

        assertThat(me.path("user").asText()).isEqualTo("carla");
        assertThat(me.path("rights").toString()).contains("BOOK").doesNotContain("ACT_FOR");
    }

    @Test
    void isToldWhatHappensAsLongAsItIsABot() {
        link();
        ApiClient spoken = bot.with("LaaS-Acting-For", IDENTITY);
        assertThat(spoken.get("/events?after=now&wait=1")
                        .expect(200)
                        .path("items")
                        .isArray())
                .isTrue();

        LaasConfiguration.get().setBots(List.of());

        assertThat(spoken.get("/events?after=now").refused(403, "FORBIDDEN")).contains("ACT_FOR");
    }

    @Test
    void whoeverIsNotNamedSpeaksForNobody() {
        link();

        assertThat(carla.with("LaaS-Acting-For", IDENTITY).get("/me").refused(403, "FORBIDDEN"))
                .contains("ACT_FOR");
    }

    @Test
    void nobodyIsLetInAsTheAccountOfPipelines() {
        String token = SITE.token("laas-pipelines", Right.VIEW, Right.BOOK);

        assertThat(client("laas-pipelines", token).get("/bookings").refused(403, "FORBIDDEN"))
                .contains("laas-pipelines is the account of pipelines");
    }

    private void link() {
        String code =
                carla.postNothing("/me/link-code").expect(201).path("code").asText();
        bot.post("/links", "code", code, "identity", IDENTITY).expect(201);
    }

    private static ApiClient client(String user, String token) {
        return ApiClient.anonymous(SITE.api()).with("Authorization", JenkinsSite.basic(user, token));
    }
}
