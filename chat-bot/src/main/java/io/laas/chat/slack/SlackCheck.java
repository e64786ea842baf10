package io.laas.chat.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.request.apps.connections.AppsConnectionsOpenRequest;
import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.request.conversations.ConversationsInfoRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.laas.chat.platform.Finding;
import io.laas.chat.platform.NotDelivered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks whether Slack is set up for the bot. Changes nothing. */
public final class SlackCheck {
    private static final String SCOPES = "x-oauth-scopes";

    private SlackCheck() {}

    /**
     * Returns what was found.
     *
     * @param channels in which labs tell what goes on
     */
    public static List<Finding> of(SlackSettings settings, Collection<String> channels) {
        Slack slack = SlackConnection.to(settings.api());
        List<Finding> findings = new ArrayList<>();
        MethodsClient methods = slack.methods(settings.botToken());
        bot(methods, settings, findings);
        if (settings.way() instanceof SlackSettings.Socket socket) {
            socket(slack, socket, findings);
        }
        channels.stream().distinct().forEach(c -> findings.add(channel(methods, c)));
        return findings;
    }

    private static void bot(MethodsClient methods, SlackSettings settings, List<Finding> findings) {
        try {
            AuthTestRequest request = AuthTestRequest.builder().build();
            AuthTestResponse bot = SlackTrouble.calling(() -> methods.authTest(request));
            findings.add(
                    Finding.good("Slack: the bot is in workspace " + bot.getTeam() + " (" + bot.getTeamId() + ")"));
            settings.team()
                    .filter(t -> !t.equals(bot.getTeamId()))
                    .ifPresent(t -> findings.add(Finding.bad("Slack: 'team' is " + t + ", but the token is of "
                            + bot.getTeamId() + "; correct the one that is wrong.")));
            scopes(bot.getHttpResponseHeaders(), findings);
        } catch (NotDelivered e) {
            findings.add(Finding.bad("Slack: the bot token is not taken. " + e.getMessage() + "."));
        }
    }

    private static void scopes(Map<String, List<String>> headers, List<Finding> findings) {
        List<String> given = headers == null ? null : headers.get(SCOPES);
        if (given == null) {
            return;
        }
        Set<String> has = given.stream()
                .flatMap(h -> Arrays.stream(h.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(SlackManifest.SCOPES);
        missing.removeAll(has);
        findings.add(
                missing.isEmpty()
                        ? Finding.good("Slack: the app has all scopes it needs")
                        : Finding.bad("Slack: the app lacks the scopes " + String.join(", ", missing)
                                + "; give it the manifest of ./laas chat setup and install it again."));
    }

    private static void socket(Slack slack, SlackSettings.Socket socket, List<Finding> findings) {
        try {
            AppsConnectionsOpenRequest request = AppsConnectionsOpenRequest.builder()
                    .token(socket.appToken())
                    .build();
            SlackTrouble.calling(() -> slack.methods(socket.appToken()).appsConnectionsOpen(request));
            findings.add(Finding.good("Slack: a socket can be opened"));
        } catch (NotDelivered e) {
            findings.add(Finding.bad("Slack: no socket can be opened. " + e.getMessage()
                    + ". The app token needs the scope connections:write, and Socket Mode must be on."));
        }
    }

    private static Finding channel(MethodsClient methods, String channel) {
        try {
            ConversationsInfoRequest request =
                    ConversationsInfoRequest.builder().channel(channel).build();
            boolean member = SlackTrouble.calling(() -> methods.conversationsInfo(request))
                    .getChannel()
                    .isMember();
            return member
                    ? Finding.good("Slack: the bot is in channel " + channel)
                    : Finding.bad("Slack: the bot is not in channel " + channel + "; type there: /invite @laas");
        } catch (NotDelivered e) {
            return Finding.bad("Slack: channel " + channel + " is not there for the bot. " + e.getMessage()
                    + ". Give its id (C…), and type there: /invite @laas");
        }
    }
}
