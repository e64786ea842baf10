package io.laas.chat.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import io.laas.chat.core.Form;
import io.laas.chat.core.Texts;
import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.Target;
import io.laas.chat.store.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what Slack delivers: remembered, then acknowledged; everything else follows without Slack waiting. */
final class SlackIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SlackIntake.class);
    private static final Pattern OURS = Pattern.compile(Pattern.quote(SlackRenderer.ACTION) + "[A-Za-z0-9_-]{1,40}");
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    private final Hub hub;
    private final SlackSettings settings;
    private final OpenForms forms;
    private final InstantSource clock;
    private final Counts counts;

    SlackIntake(Hub hub, SlackSettings settings, SlackMessenger messenger, InstantSource clock, Counts counts) {
        this.forms = new OpenForms(hub, messenger);
        this.counts = counts;
        this.hub = hub;
        this.settings = settings;
        this.clock = clock;
    }

    /** One handler for all of a kind: where several patterns fit, Bolt takes any. */
    void register(App app) {
        app.command(ANY, (request, context) -> timed(() -> typed(request, context)));
        app.blockAction(ANY, (request, context) -> timed(() -> pressed(request, context)));
        app.viewSubmission(ANY, (request, context) -> timed(() -> submitted(request, context)));
        app.event(AppHomeOpenedEvent.class, (payload, context) -> timed(() -> homeOpened(payload, context)));
    }

    /** What a handler returns is the acknowledgement. */
    private Response timed(Supplier<Response> handler) {
        Instant came = clock.instant();
        Response response = handler.get();
        counts.acknowledged(
                SlackPlatform.NAME, Duration.between(came, clock.instant()).abs());
        return response;
    }

    private Response typed(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload p = request.getPayload();
        if (!settings.command().equals(p.getCommand())) {
            return context.ack(Texts.of("bot.command", settings.command()));
        }
        if (!ours(p.getTeamId())) {
            return context.ack(Texts.of("bot.workspace"));
        }
        String line = SlackText.typed(p.getText(), p.getTeamId());
        Optional<Form> form = hub.form(line);
        if (form.isPresent()) {
            if (!hub.open(SlackPlatform.NAME, identity(p.getTeamId(), p.getUserId()))) {
                return context.ack(Texts.of("bot.busy"));
            }
            forms.open(form.get(), p);
            return context.ack();
        }
        Request asked = new Request(
                id(p.getTeamId(), p.getTriggerId()),
                identity(p.getTeamId(), p.getUserId()),
                place(p.getTeamId(), p.getUserId(), p.getChannelId()),
                line,
                Optional.empty(),
                ReplyTo.url(p.getResponseUrl(), false).written(),
                clock.instant());
        return hub.take(asked) == Hub.Taken.NO ? context.ack(Texts.of("bot.busy")) : context.ack();
    }

    private Response submitted(ViewSubmissionRequest request, ViewSubmissionContext context) {
        ViewSubmissionPayload p = request.getPayload();
        Optional<Form> form = SlackForm.command(p.getView()).flatMap(hub::form);
        if (form.isEmpty() || p.getTeam() == null || !ours(p.getTeam().getId())) {
            return context.ack();
        }
        String team = p.getTeam().getId();
        String user = p.getUser().getId();
        Map<String, String> values = SlackForm.values(p.getView(), team);
        Map<String, String> wrong = hub.wrong(form.get(), values);
        if (!wrong.isEmpty()) {
            return context.ackWithErrors(SlackForm.byBlock(p.getView(), wrong));
        }
        String channel = Optional.ofNullable(p.getView().getPrivateMetadata()).orElse("");
        Target place = place(team, user, channel);
        hub.take(new Request(
                id(team, p.getView().getId()),
                identity(team, user),
                place,
                hub.line(form.get().command(), values),
                Optional.empty(),
                ReplyTo.user(place.alone() ? "" : channel, user).written(),
                clock.instant()));
        return context.ack();
    }

    private Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        if (ours(payload.getTeamId()) && "home".equals(payload.getEvent().getTab())) {
            hub.homeOpened(identity(payload.getTeamId(), payload.getEvent().getUser()));
        }
        return context.ack();
    }

    private Response pressed(BlockActionRequest request, ActionContext context) {
        BlockActionPayload p = request.getPayload();
        Optional<String> action = action(p);
        if (p.getTeam() == null || !ours(p.getTeam().getId())) {
            return context.ack();
        }
        Optional<Form> form =
                Optional.ofNullable(p.getView()).flatMap(SlackForm::command).flatMap(hub::form);
        if (form.isPresent()) {
            if (hub.open(
                    SlackPlatform.NAME,
                    identity(p.getTeam().getId(), p.getUser().getId()))) {
                forms.chosen(form.get(), p);
            }
            return context.ack();
        }
        if (action.isEmpty()) {
            return context.ack();
        }
        String team = p.getTeam().getId();
        String user = p.getUser().getId();
        String channel = p.getChannel() == null ? "" : p.getChannel().getId();
        boolean ephemeral = p.getContainer() != null && p.getContainer().isEphemeral();
        hub.take(new Request(
                id(team, p.getTriggerId()),
                identity(team, user),
                place(team, user, channel),
                "",
                action,
                replyTo(p, ephemeral).written(),
                clock.instant()));
        return context.ack();
    }

    private static Optional<String> action(BlockActionPayload p) {
        return p.getActions().stream()
                .map(BlockActionPayload.Action::getActionId)
                .filter(id -> id != null && OURS.matcher(id).matches())
                .map(id -> id.substring(SlackRenderer.ACTION.length()))
                .findFirst();
    }

    private static ReplyTo replyTo(BlockActionPayload p, boolean ephemeral) {
        return p.getResponseUrl() == null || p.getResponseUrl().isBlank()
                ? ReplyTo.user("", p.getUser().getId())
                : ReplyTo.url(p.getResponseUrl(), ephemeral);
    }

    private boolean ours(String team) {
        boolean ours = settings.team().map(t -> t.equals(team)).orElse(true);
        if (!ours) {
            LOG.warn(
                    "A request of workspace {} is not answered; the bot serves {}",
                    team,
                    settings.team().get());
        }
        return ours;
    }

    private static String id(String team, String trigger) {
        return SlackPlatform.NAME + ":" + team + ":" + trigger;
    }

    static String identity(String team, String user) {
        return SlackPlatform.NAME + ":" + team + ":" + user;
    }

    /** Conversations of two are answered in the one with the bot; what is told there is for one reader. */
    private static Target place(String team, String user, String channel) {
        boolean direct = channel == null || channel.isBlank() || channel.startsWith("D");
        return direct ? Target.person(identity(team, user)) : Target.channel(SlackPlatform.NAME, channel);
    }
}
