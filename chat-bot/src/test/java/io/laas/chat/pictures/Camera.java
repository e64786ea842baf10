package io.laas.chat.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Takes pictures of pages with Chromium. */
final class Camera {
    private static final int WIDTH = 640;
    /** Chromium counts what is around a page to the window, and leaves that much at its end empty. */
    private static final int FRAME = 120;

    private static final Pattern HEIGHT = Pattern.compile("data-height=\"(\\d+)\"");

    private final Path work;

    Camera(Path work) {
        this.work = work;
    }

    void take(String html, Path picture) throws IOException, InterruptedException {
        Path page = Files.writeString(work.resolve("page.html"), html);
        Matcher height = HEIGHT.matcher(chromium(page, "--dump-dom", "--window-size=" + WIDTH + ",1200"));
        if (!height.find()) {
            throw new IllegalStateException("Chromium did not show the page");
        }
        int shown = Integer.parseInt(height.group(1));
        Path whole = work.resolve("whole.png");
        chromium(page, "--screenshot=" + whole, "--hide-scrollbars", "--window-size=" + WIDTH + "," + (shown + FRAME));
        ImageIO.write(ImageIO.read(whole.toFile()).getSubimage(0, 0, WIDTH, shown), "png", picture.toFile());
    }

    private String chromium(Path page, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + work));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path out = work.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(work.resolve("err").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("Chromium failed: " + Files.readString(work.resolve("err")));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
