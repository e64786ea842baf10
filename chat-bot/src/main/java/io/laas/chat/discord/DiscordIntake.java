package io.laas.chat.discord;

import io.laas.chat.core.Form;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import io.laas.chat.hub.Counts;
import io.laas.chat.hub.Hub;
import io.laas.chat.hub.Typing;
import io.laas.chat.platform.Target;
import io.laas.chat.store.Request;
import io.laas.model.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IDeferrableCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.requests.RestAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what Discord delivers: remembered, then acknowledged; everything else follows without Discord waiting. */
final class DiscordIntake extends ListenerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordIntake.class);
    private static final Pattern OURS = Pattern.compile(Pattern.quote(DiscordRenderer.ACTION) + "[A-Za-z0-9_-]{1,40}");
    private static final int MAX_CHOICES = 25;
    private static final int MAX_CHOICE = 100;

    private final Hub hub;
    private final DiscordSettings settings;
    private final DiscordMessenger messenger;
    private final InstantSource clock;
    private final Counts counts;
    private volatile boolean draining;

    DiscordIntake(Hub hub, DiscordSettings settings, DiscordMessenger messenger, InstantSource clock, Counts counts) {
        this.hub = hub;
        this.settings = settings;
        this.messenger = messenger;
        this.clock = clock;
        this.counts = counts;
    }

    void drain() {
        draining = true;
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        if (strange(event) || !DiscordCommands.isOurs(event.getName()) || event.getSubcommandName() == null) {
            ignore(event);
            return;
        }
        Map<String, String> values = values(event.getOptions());
        String line = hub.line(event.getSubcommandName(), values);
        Optional<Form> form = values.isEmpty() ? hub.form(line) : Optional.empty();
        if (form.isPresent() && !hub.open(DiscordPlatform.NAME, identity(event))) {
            ignore(event);
        } else if (form.isPresent()) {
            open(event, form.get());
        } else {
            take(event, line, Optional.empty(), event.deferReply(true));
        }
    }

    private static Map<String, String> values(List<OptionMapping> options) {
        Map<String, String> values = new HashMap<>();
        options.forEach(o -> values.put(o.getName(), DiscordText.typed(o.getAsString())));
        return values;
    }

    /** Discord takes a form only as the very answer, so it waits a moment for what there is to choose from. */
    private void open(SlashCommandInteractionEvent event, Form form) {
        Instant came = clock.instant();
        hub.filledOnce(form, identity(event))
                .exceptionally(e -> form)
                .thenAccept(filled -> acknowledge(event.replyModal(DiscordForm.modal(filled)), came));
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        Optional<String> command = DiscordForm.command(event.getModalId());
        if (strange(event) || command.isEmpty()) {
            ignore(event);
            return;
        }
        Map<String, String> values = DiscordForm.values(event.getValues());
        take(event, hub.line(command.get(), values), Optional.empty(), event.deferReply(true));
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        String id = event.getComponentId();
        if (strange(event) || !OURS.matcher(id).matches()) {
            ignore(event);
            return;
        }
        Optional<String> action = Optional.of(id.substring(DiscordRenderer.ACTION.length()));
        boolean alone = event.getMessage().isEphemeral();
        take(event, "", action, alone ? event.deferEdit() : event.deferReply(true));
    }

    private <E extends Interaction & IDeferrableCallback> void take(
            E event, String line, Optional<String> action, RestAction<?> ack) {
        Instant came = clock.instant();
        Request request = new Request(
                DiscordPlatform.NAME + ":" + event.getId(),
                identity(event),
                place(event),
                line,
                action,
                messenger.replyTo(event.getHook()),
                came);
        if (hub.take(request) == Hub.Taken.NO && event instanceof IReplyCallback callback) {
            acknowledge(callback.reply(Texts.of("bot.busy")).setEphemeral(true), came);
        } else {
            acknowledge(ack, came);
        }
    }

    private void acknowledge(RestAction<?> ack, Instant came) {
        ack.queue(
                done -> counts.acknowledged(
                        DiscordPlatform.NAME,
                        Duration.between(came, clock.instant()).abs()),
                e -> LOG.warn("Discord did not take an acknowledgement: {}", e.getMessage()));
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        Optional<Typing> typing = strange(event) ? Optional.empty() : typing(event);
        typing.map(t -> hub.offers(identity(event), Channel.DISCORD, t))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()))
                .whenComplete((offers, e) -> event.replyChoices(choices(e == null ? offers : List.of()))
                        .queue(done -> {}, t -> LOG.debug("Discord did not take choices: {}", t.getMessage())));
    }

    private static List<Choice> choices(List<String> offers) {
        return offers.stream()
                .map(Plain::line)
                .filter(o -> !o.isEmpty() && o.length() <= MAX_CHOICE)
                .distinct()
                .limit(MAX_CHOICES)
                .map(o -> new Choice(o, o))
                .toList();
    }

    private Optional<Typing> typing(CommandAutoCompleteInteractionEvent event) {
        String begun = event.getFocusedOption().getValue();
        return hub.models().stream()
                .filter(m -> m.name().equals(event.getSubcommandName()))
                .flatMap(m -> m.params().stream()
                        .filter(p -> p.name().equals(event.getFocusedOption().getName()))
                        .map(p -> new Typing(m, p, begun, values(event.getOptions()))))
                .findFirst();
    }

    /** Bots, and members of other guilds, are not served. */
    private boolean strange(Interaction event) {
        boolean elsewhere = event.getGuild() != null
                && settings.guild()
                        .map(g -> !g.equals(event.getGuild().getId()))
                        .orElse(false);
        return draining || event.getUser().isBot() || elsewhere;
    }

    private static void ignore(IReplyCallback event) {
        event.reply(Texts.of("bot.busy"))
                .setEphemeral(true)
                .queue(done -> {}, e -> LOG.debug("Discord did not take an answer: {}", e.getMessage()));
    }

    static String identity(Interaction event) {
        return DiscordPlatform.NAME + ":" + event.getUser().getId();
    }

    private static Target place(Interaction event) {
        boolean direct = event.getChannel() == null || event.getChannelType() == ChannelType.PRIVATE;
        return direct
                ? Target.person(identity(event))
                : Target.channel(DiscordPlatform.NAME, event.getChannel().getId());
    }
}
