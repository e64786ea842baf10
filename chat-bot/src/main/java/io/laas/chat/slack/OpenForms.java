package io.laas.chat.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.model.view.View;
import io.laas.chat.core.Form;
import io.laas.chat.core.Texts;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.NotDelivered;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forms that are open in Slack: filled when they are opened, and anew when something is chosen on which the rest hangs. Thread-safe. */
final class OpenForms {
    private static final Logger LOG = LoggerFactory.getLogger(OpenForms.class);

    private final Hub hub;
    private final SlackMessenger messenger;
    /** How often something was chosen, by view that is being filled anew. */
    private final Map<String, AtomicInteger> choices = new ConcurrentHashMap<>();

    OpenForms(Hub hub, SlackMessenger messenger) {
        this.hub = hub;
        this.messenger = messenger;
    }

    /** Opens the form at once, for Slack lets it be opened for three seconds only, and then puts in what there is. */
    void open(Form form, SlashCommandPayload p) {
        hub.soon(() -> {
            try {
                String id = messenger.open(p.getTriggerId(), SlackForm.loading(form, p.getChannelId()));
                hub.background(() -> fill(form, id, p));
            } catch (NotDelivered e) {
                notShown(form, p, e);
            }
        });
    }

    private void fill(Form form, String id, SlashCommandPayload p) {
        try {
            Form filled = hub.filled(form, Map.of(), SlackIntake.identity(p.getTeamId(), p.getUserId()));
            messenger.replace(id, SlackForm.view(filled, p.getChannelId()));
        } catch (NotDelivered e) {
            notShown(form, p, e);
        }
    }

    private void notShown(Form form, SlashCommandPayload p, NotDelivered e) {
        LOG.warn("The form of {} is not shown: {}", form.command(), e.getMessage());
        hub.say(
                SlackPlatform.NAME,
                ReplyTo.url(p.getResponseUrl(), false).written(),
                Texts.of("bot.noform", hub.example(form.command())));
    }

    /** Something was chosen: what can be chosen with it is looked up and put in, unless another choice comes meanwhile. */
    void chosen(Form form, BlockActionPayload p) {
        String team = p.getTeam().getId();
        String identity = SlackIntake.identity(team, p.getUser().getId());
        Map<String, String> values = SlackForm.values(p.getView(), team);
        AtomicInteger last = choices.computeIfAbsent(p.getView().getId(), id -> new AtomicInteger());
        int mine = last.incrementAndGet();
        hub.background(() -> {
            if (last.get() == mine) {
                renew(hub.filled(form, values, identity), p.getView(), last, mine);
            }
        });
    }

    /** Choices may come faster than answers; the form gets that of the last one. */
    private void renew(Form filled, View view, AtomicInteger last, int mine) {
        synchronized (last) {
            if (last.get() == mine) {
                renew(filled, view);
                choices.remove(view.getId(), last);
            }
        }
    }

    /** Where the server does not answer, the form stays as it is. */
    private void renew(Form filled, View view) {
        if (filled.inputs().stream().allMatch(i -> i.options().isEmpty())) {
            return;
        }
        try {
            messenger.replace(view.getId(), SlackForm.view(filled, view.getPrivateMetadata()));
        } catch (NotDelivered e) {
            LOG.info("The form of {} is not filled anew: {}", filled.command(), e.getMessage());
        }
    }
}
