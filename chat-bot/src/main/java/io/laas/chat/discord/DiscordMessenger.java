package io.laas.chat.discord;

import io.laas.chat.platform.Card;
import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/** Writes to Discord. Thread-safe. */
final class DiscordMessenger implements Messenger {
    private static final Duration HOOK_GOOD_FOR = Duration.ofMinutes(15);
    private static final String PERSON = "person:";

    private final DiscordRenderer renderer = new DiscordRenderer();
    private final Map<String, InteractionHook> hooks = new ConcurrentHashMap<>();
    private volatile JDA jda;

    void connected(JDA connected) {
        jda = connected;
    }

    /** Remembers how an answer gets to what was asked; before the acknowledgement was taken no answer is sent. */
    String replyTo(InteractionHook hook) {
        if (hooks.size() > 1000) {
            hooks.values().removeIf(InteractionHook::isExpired);
        }
        String token = hook.getInteraction().getToken();
        hooks.put(token, hook);
        return token;
    }

    private JDA jda() throws NotDelivered {
        JDA connected = jda;
        if (connected == null) {
            throw NotDelivered.later(Duration.ofSeconds(2), "Discord is not connected");
        }
        return connected;
    }

    @Override
    public MessageRef post(Target target, Card card, String key) throws NotDelivered {
        MessageChannel channel = channel(target);
        MessageCreateData data = new MessageCreateBuilder()
                .setEmbeds(renderer.embed(card))
                .setComponents(renderer.rows(card))
                .build();
        Message sent = DiscordTrouble.calling(() -> channel.sendMessage(data).setNonce(key));
        return new MessageRef(conversation(target), sent.getId());
    }

    private static String conversation(Target target) {
        return target.alone() ? PERSON + user(target.id()) : target.id();
    }

    private static String user(String identity) {
        return identity.substring(identity.lastIndexOf(':') + 1);
    }

    private MessageChannel channel(Target target) throws NotDelivered {
        return channel(conversation(target));
    }

    private MessageChannel channel(String conversation) throws NotDelivered {
        JDA connected = jda();
        if (conversation.startsWith(PERSON)) {
            String user = conversation.substring(PERSON.length());
            return DiscordTrouble.calling(() -> connected.openPrivateChannelById(user));
        }
        if (connected.getStatus() != JDA.Status.CONNECTED) {
            throw NotDelivered.later(Duration.ofSeconds(2), "Discord is " + connected.getStatus());
        }
        MessageChannel channel = connected.getChannelById(MessageChannel.class, conversation);
        if (channel == null) {
            throw NotDelivered.never("Discord shows no channel " + conversation + " to the bot");
        }
        return channel;
    }

    @Override
    public void edit(MessageRef message, Card card) throws NotDelivered {
        MessageChannel channel = channel(message.conversation());
        DiscordTrouble.calling(() -> channel.editMessageById(message.message(), edited(card)));
    }

    private MessageEditData edited(Card card) {
        return new MessageEditBuilder()
                .setReplace(true)
                .setEmbeds(renderer.embed(card))
                .setComponents(renderer.rows(card))
                .build();
    }

    /** Discord makes one message of all that are sent with the same key within a few minutes, so it need not be looked for. */
    @Override
    public Optional<MessageRef> find(Target target, String key, Instant since) {
        return Optional.empty();
    }

    @Override
    public void reply(String replyTo, Card card) throws NotDelivered {
        InteractionHook hook = hook(replyTo);
        DiscordTrouble.calling(() -> hook.editOriginal(edited(card)));
    }

    @Override
    public void settle(String replyTo) throws NotDelivered {
        InteractionHook hook = hook(replyTo);
        DiscordTrouble.calling(hook::deleteOriginal);
        hooks.remove(replyTo);
    }

    /** After a restart what was asked before is answered by its token alone. */
    private InteractionHook hook(String token) throws NotDelivered {
        InteractionHook known = hooks.get(token);
        if (known != null && known.isExpired()) {
            hooks.remove(token);
            throw NotDelivered.never("Discord takes answers for " + HOOK_GOOD_FOR.toMinutes() + " minutes only");
        }
        return known != null ? known : InteractionHook.from(jda(), token);
    }
}
