package io.laas.chat.discord;

import io.laas.chat.platform.NotDelivered;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;

/** What it means when a call to Discord did not go well. JDA itself waits where Discord says "not so fast". */
final class DiscordTrouble {
    private static final int SECONDS = 20;
    private static final Set<ErrorResponse> LATER = EnumSet.of(
            ErrorResponse.OPEN_DM_TOO_FAST,
            ErrorResponse.CHANNEL_WRITE_RATE_LIMIT,
            ErrorResponse.GUILD_WRITE_RATE_LIMIT,
            ErrorResponse.MAX_OLD_MESSAGE_EDITS,
            ErrorResponse.MESSAGE_SEND_TEMPORARILY_DISABLED,
            ErrorResponse.SERVICE_RESOURCE_RATE_LIMIT,
            ErrorResponse.FEATURE_TEMPORARILY_DISABLED);

    private DiscordTrouble() {}

    static <T> T calling(Supplier<? extends RestAction<? extends T>> call) throws NotDelivered {
        try {
            return call.get().timeout(SECONDS, TimeUnit.SECONDS).complete();
        } catch (ErrorResponseException e) {
            throw said(e);
        } catch (PermissionException e) {
            throw NotDelivered.never("Discord does not let the bot: " + e.getPermission());
        } catch (CancellationException | CompletionException e) {
            throw NotDelivered.unsure("Discord did not answer in " + SECONDS + " s");
        } catch (IllegalStateException e) {
            throw NotDelivered.later(Duration.ofSeconds(2), "Discord cannot be written to now: " + e.getMessage());
        }
    }

    private static NotDelivered said(ErrorResponseException e) {
        String why = "Discord says: " + e.getErrorCode() + " " + e.getMeaning();
        if (LATER.contains(e.getErrorResponse())) {
            return NotDelivered.later(Duration.ofSeconds(10), why);
        }
        boolean unsure = e.isServerError() || e.getErrorCode() <= 0;
        return unsure ? NotDelivered.unsure(why) : NotDelivered.never(why);
    }
}
