package io.laas.provisioner.worker;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Where the controller is and how it knows the worker.
 *
 * @param server base address, without {@code /api/v1}; of a Jenkins with {@code /laas}
 * @param token bearer token, or {@code USER:TOKEN} of a Jenkins user; never logged, never part of an address
 * @param insecure whether plain HTTP is used also over a network, where whoever listens sees the token and the orders
 */
public record ControllerAddress(URI server, String token, boolean insecure) {
    public ControllerAddress {
        Objects.requireNonNull(token, "token");
        String scheme = server.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "the controller's address must be like https://lab.example.org/ or http://127.0.0.1:8920/, was "
                            + server);
        }
        if (server.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the controller's address must not hold a user or password");
        }
        if ("http".equals(scheme) && !insecure && !isLoopback(server.getHost())) {
            throw new IllegalArgumentException(
                    ("%s is plain HTTP to another machine: whoever listens on the way sees the token and what is in orders. Use"
                                    + " https (a reverse proxy does it), or give --insecure-http where the network itself is safe")
                            .formatted(server));
        }
        if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "the token must be one line of printable characters; copy it again from where it was made");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** Returns the address of a path below {@code /api/v1}; the path begins with a slash. */
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
        return server.toString();
    }
}
