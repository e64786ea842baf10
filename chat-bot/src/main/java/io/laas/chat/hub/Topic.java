package io.laas.chat.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.chat.core.Subject;
import io.laas.model.wire.WireJson;
import java.util.Optional;

/**
 * What a message of the bot is about; what it shows is looked up anew each time. Either {@code subject} or {@code notice} is there.
 *
 * @param reader identity for whom the server is asked; null: the bot itself, which never sees how to get in
 * @param asker identity that hears of it if the message cannot be put where it belongs; may be null
 */
record Topic(String reader, String asker, Subject subject, Notice notice) {
    private static final JsonMapper JSON = WireJson.lenient();

    static Topic following(Subject subject, String reader, String asker) {
        return new Topic(reader, asker, subject, null);
    }

    static Topic telling(Notice notice, String reader) {
        return new Topic(reader, null, null, notice);
    }

    /** Returns the booking it is about. */
    Optional<String> about() {
        return Optional.ofNullable(subject != null ? subject.booking() : notice.booking());
    }

    String written() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a topic is always JSON: " + this, e);
        }
    }

    static Topic read(String text) {
        try {
            return JSON.readValue(text, Topic.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bot's memory holds a topic that cannot be read: " + text, e);
        }
    }
}
