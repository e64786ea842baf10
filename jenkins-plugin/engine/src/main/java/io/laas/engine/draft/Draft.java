package io.laas.engine.draft;

import io.laas.model.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * A booking that is being put together. What is in it is the pages' business; nothing is booked by it, and nobody but its owner sees it.
 *
 * @param id its number
 * @param title one line for its owner, at most 100 characters
 * @param content JSON object, at most 65536 characters
 * @param revision 1 for the first, one more with each change
 */
public record Draft(
        long id, UserId owner, String title, String content, int revision, Instant createdAt, Instant changedAt) {
    /** Most characters of a draft. */
    public static final int MAX_CONTENT = 65_536;

    private static final int MAX_TITLE = 100;

    public Draft {
        Objects.requireNonNull(owner, "owner");
        Text checked = new Text(title, content);
        title = checked.title();
        content = checked.content();
    }

    /** What its owner may change. */
    public record Text(String title, String content) {
        public Text {
            title = title == null ? "" : title;
            if (title.length() > MAX_TITLE || title.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "title must be one line of at most %d characters, had %d".formatted(MAX_TITLE, title.length()));
            }
            Objects.requireNonNull(content, "content");
            if (content.length() > MAX_CONTENT) {
                throw new IllegalArgumentException("content must have at most %d characters as JSON, had %d"
                        .formatted(MAX_CONTENT, content.length()));
            }
        }
    }
}
