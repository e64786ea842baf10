package io.laas.engine.account;

/** A feed just made, with the secret that is shown once. */
public record IssuedFeed(Feed feed, String secret) {
    @Override
    public String toString() {
        return "IssuedFeed[" + feed.id() + "]";
    }
}
