package io.laas.web.sse;

import java.time.Duration;

/**
 * Bounds of the feed.
 *
 * @param maxStreams open streams at a time
 * @param maxStreamsPerKey open streams of one token at a time
 * @param maxPolls long polls that wait at a time
 * @param heartbeat how often a quiet stream gets a comment, so that both sides notice a broken connection
 */
public record FeedSettings(int maxStreams, int maxStreamsPerKey, int maxPolls, Duration heartbeat) {
    public static final FeedSettings DEFAULT = new FeedSettings(64, 16, 128, Duration.ofSeconds(15));
}
