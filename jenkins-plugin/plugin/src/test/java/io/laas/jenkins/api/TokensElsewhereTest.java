package io.laas.jenkins.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.contract.ApiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensElsewhereTest {
    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    @Test
    void tellsWhereTokensAreMadeWhateverSomebodyMayDo() {
        ApiClient admin = ApiClient.anonymous(SITE.api())
                .with("Authorization", SITE.authorization("root", Right.VIEW, Right.BOOK, Right.MANAGE));

        assertThat(admin.get("/tokens").refused(404, "NOT_IN_JENKINS"))
                .isEqualTo(
                        "Jenkins keeps API tokens itself: make and revoke yours on the page Security of your Jenkins account.");
        admin.post("/tokens", "user", "ann", "name", "laptop").refused(404, "NOT_IN_JENKINS");
        admin.postNothing("/tokens/t-1/revoke").refused(404, "NOT_IN_JENKINS");
    }
}
