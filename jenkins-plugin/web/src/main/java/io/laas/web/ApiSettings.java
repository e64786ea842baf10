package io.laas.web;

import io.laas.web.auth.RateLimit;
import io.laas.web.sse.FeedSettings;

/**
 * What a host of the API may set.
 *
 * @param version of the product, for people
 * @param limit how often one token may call
 * @param feed bounds of the event feed
 */
public record ApiSettings(String version, RateLimit limit, FeedSettings feed) {
    /** Returns the defaults. */
    public static ApiSettings of(String version) {
        return new ApiSettings(version, RateLimit.DEFAULT, FeedSettings.DEFAULT);
    }

    public ApiSettings withLimit(RateLimit newLimit) {
        return new ApiSettings(version, newLimit, feed);
    }
}
