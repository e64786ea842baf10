package io.laas.chat.client;

import io.laas.model.Channel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/**
 * How to reach a server.
 *
 * @param server base address, without {@code /api/v1}
 * @param token bearer token, or {@code USER:TOKEN} of a Jenkins user; never logged, never part of an address
 * @param channel the face this client is
 * @param connect longest time to connect
 * @param answer longest time to an answer
 */
public record ClientSettings(URI server, String token, Channel channel, Duration connect, Duration answer) {
    public ClientSettings {
        Objects.requireNonNull(token, "token");
        String scheme = server.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "the server's address must be like http://127.0.0.1:8080/ or https://lab.example.org/, was "
                            + server);
        }
        if (server.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the server's address must not hold a user or password");
        }
    }

    public static ClientSettings of(URI server, String token, Channel channel) {
        return new ClientSettings(server, token, channel, Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    ClientSettings through(Channel other) {
        return new ClientSettings(server, token, other, connect, answer);
    }

    /** Returns the address of a path below {@code /api/v1}; the path begins with a slash and is encoded. */
    URI api(String path) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1" + path);
    }

    /** Returns the header that carries the token. */
    String authorization() {
        return token.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
                : "Bearer " + token;
    }

    @Override
    public String toString() {
        return server + " as " + channel;
    }
}
