package io.laas.chat.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What pages of both platforms have in common. */
final class Html {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/Paris"));

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String time(long seconds) {
        return "<time>" + TIME.format(Instant.ofEpochSecond(seconds)) + "</time>";
    }

    /** Returns a page that shows one message. */
    static String page(String platform, String blocks) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><style>%s</style><body>
                <div class="head"><span class="icon">L</span><span class="who">LaaS</span><span class="app">APP</span><span class="when">09:30</span></div>
                <div class="blocks">%s</div>
                <script>document.body.dataset.height = document.documentElement.offsetHeight</script></body></html>
                """.formatted(css(platform), blocks);
    }

    private static String css(String platform) {
        try (InputStream in = Html.class.getResourceAsStream(platform + ".css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
