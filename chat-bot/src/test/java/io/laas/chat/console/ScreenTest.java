package io.laas.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter text = new StringWriter();

    private Screen screen(boolean live) {
        return new Screen(new PrintWriter(text), new Ink(false, false), live, () -> 40);
    }

    private static Reply progress(int percent, Mark disks, Mark machines) {
        return Reply.done(new Block.Progress(
                "Building the pod with a title that is too long for the line",
                Mark.RUNNING,
                percent,
                List.of(new Block.Step("disks", disks, 0, ""), new Block.Step("machines", machines, 0, ""))));
    }

    @Test
    void paintsOverTheUpdateBeforeOnATerminal() {
        Screen screen = screen(true);
        screen.update(progress(10, Mark.RUNNING, Mark.WAITING));
        screen.update(progress(60, Mark.GOOD, Mark.RUNNING));
        screen.show(Reply.text("ready"));
        String shown = text.toString();
        assertThat(shown.split("\u001b\\[3A\r\u001b\\[J", -1)).hasSize(3);
        assertThat(shown).endsWith("\u001b[Jready\n");
        assertThat(shown.lines())
                .allMatch(l -> l.replaceAll("\u001b\\[[0-9]*[AJ]|\r", "").length() <= 39);
    }

    @Test
    void printsEachChangeOnceElsewhere() {
        Screen screen = screen(false);
        screen.update(progress(10, Mark.RUNNING, Mark.WAITING));
        screen.update(progress(20, Mark.RUNNING, Mark.WAITING));
        screen.update(progress(60, Mark.GOOD, Mark.RUNNING));
        screen.show(Reply.text("ready"));
        assertThat(text.toString().lines())
                .containsExactly("  -> disks, running", "  ok disks, ok", "  -> machines, running", "ready");
    }

    @Test
    void choosesInkByTheEnvironment() {
        assertThat(Ink.of(Map.of(), true)).isEqualTo(new Ink(true, true));
        assertThat(Ink.of(Map.of(), false)).isEqualTo(new Ink(false, true));
        assertThat(Ink.of(Map.of("NO_COLOR", "1"), true)).isEqualTo(new Ink(false, true));
        assertThat(Ink.of(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"), true)).isEqualTo(new Ink(true, false));
    }
}
