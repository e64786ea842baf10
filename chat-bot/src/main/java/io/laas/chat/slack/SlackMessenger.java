package io.laas.chat.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.request.chat.ChatPostEphemeralRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsOpenRequest;
import com.slack.api.methods.request.users.UsersInfoRequest;
import com.slack.api.methods.request.views.ViewsOpenRequest;
import com.slack.api.methods.request.views.ViewsPublishRequest;
import com.slack.api.methods.request.views.ViewsUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import com.slack.api.model.view.View;
import com.slack.api.webhook.WebhookResponse;
import io.laas.chat.platform.Card;
import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to Slack by its Web API. Thread-safe. */
final class SlackMessenger implements Messenger {
    private static final Logger LOG = LoggerFactory.getLogger(SlackMessenger.class);
    private static final String METADATA = "laas_message";
    private static final int LOOK_BACK = 100;

    private final Slack slack;
    private final MethodsClient methods;
    private final SlackRenderer renderer = new SlackRenderer();
    private final Map<String, String> conversations = new ConcurrentHashMap<>();

    SlackMessenger(Slack slack, String botToken) {
        this.slack = slack;
        this.methods = slack.methods(botToken);
    }

    @Override
    public MessageRef post(Target target, Card card, String key) throws NotDelivered {
        String channel = conversation(target);
        ChatPostMessageRequest request = ChatPostMessageRequest.builder()
                .channel(channel)
                .text(renderer.text(card))
                .blocks(renderer.blocks(card))
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false)
                .metadata(Message.Metadata.builder()
                        .eventType(METADATA)
                        .eventPayload(Map.of("key", key))
                        .build())
                .build();
        ChatPostMessageResponse response = SlackTrouble.calling(() -> methods.chatPostMessage(request));
        return new MessageRef(response.getChannel(), response.getTs());
    }

    /** A person is written to in the conversation with the bot. */
    private String conversation(Target target) throws NotDelivered {
        if (!target.alone()) {
            return target.id();
        }
        String known = conversations.get(target.id());
        if (known != null) {
            return known;
        }
        ConversationsOpenRequest request = ConversationsOpenRequest.builder()
                .users(List.of(user(target.id())))
                .build();
        String opened = SlackTrouble.calling(() -> methods.conversationsOpen(request))
                .getChannel()
                .getId();
        conversations.put(target.id(), opened);
        return opened;
    }

    @Override
    public void edit(MessageRef message, Card card) throws NotDelivered {
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(message.conversation())
                .ts(message.message())
                .text(renderer.text(card))
                .blocks(renderer.blocks(card))
                .parse("none")
                .linkNames(false)
                .build();
        SlackTrouble.calling(() -> methods.chatUpdate(request));
    }

    @Override
    public Optional<MessageRef> find(Target target, String key, Instant since) throws NotDelivered {
        String channel = conversation(target);
        ConversationsHistoryRequest request = ConversationsHistoryRequest.builder()
                .channel(channel)
                .oldest(String.valueOf(since.minusSeconds(60).getEpochSecond()))
                .includeAllMetadata(true)
                .limit(LOOK_BACK)
                .build();
        ConversationsHistoryResponse history = SlackTrouble.calling(() -> methods.conversationsHistory(request));
        return history.getMessages().stream()
                .filter(m -> m.getMetadata() != null
                        && METADATA.equals(m.getMetadata().getEventType()))
                .filter(m -> key.equals(m.getMetadata().getEventPayload().get("key")))
                .findFirst()
                .map(m -> new MessageRef(channel, m.getTs()));
    }

    @Override
    public void reply(String replyTo, Card card) throws NotDelivered {
        ReplyTo way = ReplyTo.read(replyTo);
        if (way.url().isEmpty()) {
            privately(way, card);
            return;
        }
        ActionResponse response = ActionResponse.builder()
                .responseType("ephemeral")
                .replaceOriginal(way.replace())
                .text(renderer.text(card))
                .blocks(renderer.blocks(card))
                .build();
        try {
            WebhookResponse said =
                    new ActionResponseSender(slack).send(way.url().get(), response);
            if (said.getCode() != 200) {
                throw NotDelivered.never("Slack answers the answer with " + said.getCode());
            }
        } catch (IOException e) {
            throw NotDelivered.unsure("Slack did not take the answer: " + e.getMessage());
        }
    }

    /** In a channel only the person sees it; in the conversation with the bot nobody else is. */
    private void privately(ReplyTo way, Card card) throws NotDelivered {
        if (way.channel().isEmpty()) {
            direct(way.user(), card);
            return;
        }
        ChatPostEphemeralRequest request = ChatPostEphemeralRequest.builder()
                .channel(way.channel())
                .user(way.user())
                .text(renderer.text(card))
                .blocks(renderer.blocks(card))
                .parse("none")
                .linkNames(false)
                .build();
        SlackTrouble.calling(() -> methods.chatPostEphemeral(request));
    }

    private void direct(String user, Card card) throws NotDelivered {
        ConversationsOpenRequest open =
                ConversationsOpenRequest.builder().users(List.of(user)).build();
        String channel = SlackTrouble.calling(() -> methods.conversationsOpen(open))
                .getChannel()
                .getId();
        ChatPostMessageRequest request = ChatPostMessageRequest.builder()
                .channel(channel)
                .text(renderer.text(card))
                .blocks(renderer.blocks(card))
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .build();
        SlackTrouble.calling(() -> methods.chatPostMessage(request));
    }

    @Override
    public Optional<String> zone(String identity) {
        String user = user(identity);
        UsersInfoRequest request = UsersInfoRequest.builder().user(user).build();
        try {
            return Optional.ofNullable(SlackTrouble.calling(() -> methods.usersInfo(request))
                    .getUser()
                    .getTz());
        } catch (NotDelivered e) {
            LOG.debug("Slack tells no zone of {}: {}", identity, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void home(String identity, Card card) throws NotDelivered {
        View view = View.builder().type("home").blocks(renderer.blocks(card)).build();
        ViewsPublishRequest request =
                ViewsPublishRequest.builder().userId(user(identity)).view(view).build();
        SlackTrouble.calling(() -> methods.viewsPublish(request));
    }

    /** Opens a view while a trigger is good, which is three seconds; returns its id. */
    String open(String trigger, View view) throws NotDelivered {
        ViewsOpenRequest request =
                ViewsOpenRequest.builder().triggerId(trigger).view(view).build();
        return SlackTrouble.calling(() -> methods.viewsOpen(request)).getView().getId();
    }

    /** Puts another view in place of one that is open. */
    void replace(String id, View view) throws NotDelivered {
        ViewsUpdateRequest request =
                ViewsUpdateRequest.builder().viewId(id).view(view).build();
        SlackTrouble.calling(() -> methods.viewsUpdate(request));
    }

    private static String user(String identity) {
        return identity.substring(identity.lastIndexOf(':') + 1);
    }

    /** Slack shows nothing while an answer is awaited. */
    @Override
    public void settle(String replyTo) {
        // so nothing has to be ended
    }
}
