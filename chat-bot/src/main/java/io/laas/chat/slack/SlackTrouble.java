package io.laas.chat.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.laas.chat.platform.NotDelivered;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/** What it means when a call to Slack's Web API did not go well. */
final class SlackTrouble {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    /** The app is not let in; somebody has to do something, and then it goes on. */
    private static final Set<String> NOT_LET_IN =
            Set.of("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope");

    private static final Set<String> UNSURE =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

    private SlackTrouble() {}

    /** A call to the Web API. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException, SlackApiException;
    }

    static <T extends SlackApiTextResponse> T calling(Call<T> call) throws NotDelivered {
        try {
            T response = call.make();
            if (!response.isOk()) {
                throw said(response.getError());
            }
            return response;
        } catch (SlackApiException e) {
            throw status(e);
        } catch (ConnectException | UnknownHostException e) {
            throw NotDelivered.later(SOON, "Slack cannot be reached: " + e.getMessage());
        } catch (IOException e) {
            throw NotDelivered.unsure("Slack did not answer: " + e.getMessage());
        }
    }

    private static NotDelivered said(String error) {
        if ("ratelimited".equals(error) || "rate_limited".equals(error)) {
            return NotDelivered.later(SOON, "Slack says: not so fast");
        }
        if (NOT_LET_IN.contains(error)) {
            return error.equals("missing_scope")
                    ? NotDelivered.never(
                            "Slack says: missing_scope; install the app again with ./laas chat setup's manifest")
                    : NotDelivered.later(LATER, "Slack says: " + error + "; the bot's token is not good (any more)");
        }
        return UNSURE.contains(error)
                ? NotDelivered.unsure("Slack says: " + error)
                : NotDelivered.never("Slack says: " + error);
    }

    private static NotDelivered status(SlackApiException e) {
        int status = e.getResponse().code();
        if (status == TOO_MANY) {
            return NotDelivered.later(seconds(e.getResponse().header("Retry-After")), "Slack says: not so fast");
        }
        return status >= SERVER
                ? NotDelivered.unsure("Slack answers with " + status)
                : NotDelivered.never("Slack answers with " + status);
    }

    private static Duration seconds(String header) {
        return header != null && header.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : SOON;
    }
}
