package io.laas.chat.console;

import io.laas.chat.client.ClientSettings;
import io.laas.model.Channel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the server is and which token is used: options first, then the environment, then the usual places. */
public final class Credentials {
    private static final String DEFAULT_URL = "http://127.0.0.1:8920/";

    private Credentials() {}

    /** The settings cannot be made; the message says what to give. */
    public static final class Missing extends Exception {
        Missing(String message) {
            super(message);
        }
    }

    /**
     * Returns the settings.
     *
     * @param url as given, or null
     * @param tokenFile as given, or null
     * @param home for the usual place of the token, {@code .config/laas/token}
     */
    public static ClientSettings find(String url, Path tokenFile, Map<String, String> env, Path home) throws Missing {
        String address = url != null ? url : env.getOrDefault("LAAS_URL", DEFAULT_URL);
        try {
            return ClientSettings.of(URI.create(address), token(tokenFile, env, home), Channel.CONSOLE);
        } catch (IllegalArgumentException e) {
            throw new Missing("'" + address + "' is not the address of a server: " + e.getMessage());
        }
    }

    private static String token(Path option, Map<String, String> env, Path home) throws Missing {
        if (option == null && env.containsKey("LAAS_TOKEN")) {
            return checked(env.get("LAAS_TOKEN"), "LAAS_TOKEN");
        }
        Path usual = home.resolve(".config/laas/token");
        String named = env.get("LAAS_TOKEN_FILE");
        Path file = option != null ? option : named != null ? Path.of(named) : usual;
        if (file.equals(usual) && !Files.exists(file)) {
            throw new Missing("There is no token. Put one into " + usual
                    + ", or name its file with --token-file or LAAS_TOKEN_FILE. "
                    + "The server writes the first one to admin-token in its data directory.");
        }
        try {
            return checked(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new Missing("The token file " + file + " cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        }
    }

    private static String checked(String text, String source) throws Missing {
        String token = text.strip();
        boolean usable =
                !token.isEmpty() && token.length() <= 512 && token.chars().allMatch(c -> c > 32 && c < 127);
        if (!usable) {
            throw new Missing("What is in " + source + " is not a token: it must be one word of printable characters.");
        }
        return token;
    }
}
