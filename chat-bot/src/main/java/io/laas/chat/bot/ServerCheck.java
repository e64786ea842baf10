package io.laas.chat.bot;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.chat.platform.Finding;
import io.laas.model.wire.InfoJson;
import io.laas.model.wire.MeJson;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the server takes the bot, and gives it no more than it needs. */
final class ServerCheck {
    private ServerCheck() {}

    static List<Finding> of(ClientSettings settings) {
        LaasClient client = new LaasClient(settings);
        List<Finding> findings = new ArrayList<>();
        ApiResult<InfoJson> info = client.info();
        if (info.error().isPresent()) {
            findings.add(Finding.bad("Server: " + info.error().get().message()));
            return findings;
        }
        findings.add(Finding.good("Server: LaaS " + info.value().orElseThrow().version() + " at " + settings.server()));
        boolean actsFor = client.links().value().isPresent()
                && client.actingFor("check:nobody")
                        .me()
                        .error()
                        .filter(e -> e.code().equals("NOT_LINKED"))
                        .isPresent();
        findings.add(
                actsFor
                        ? Finding.good("Server: the token may act for people")
                        : Finding.bad("Server: the token lacks ACT_FOR; an admin makes one: POST /api/v1/tokens"
                                + " {\"user\": \"chat-bot\", \"rights\": [\"ACT_FOR\"]}"));
        ApiResult<MeJson> me = client.me();
        me.value()
                .ifPresent(m -> findings.add(Finding.bad("Server: the token also holds "
                        + String.join(
                                ", ",
                                m.rights().stream()
                                        .filter(r -> !r.equals("ACT_FOR"))
                                        .toList())
                        + "; it needs ACT_FOR and nothing else, so make another.")));
        return findings;
    }
}
