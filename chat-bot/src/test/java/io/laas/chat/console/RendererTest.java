package io.laas.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final String EVIL = "x\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000\u202ey";

    private static Reply everyBlock(String text) {
        return new Reply(
                Outcome.DONE,
                List.of(
                        new Block.Text(Tone.CODE, text),
                        new Block.Fields(text, List.of(new Block.Field(text, text))),
                        new Block.Table(List.of(text), List.of(List.of(text))),
                        new Block.Progress(text, Mark.RUNNING, 40, List.of(new Block.Step(text, Mark.BAD, 1, text))),
                        new Block.Buttons(List.of(new Block.Button(text, text, true))),
                        new Block.Choices(text, List.of(new Block.Choice(text, text))),
                        new Block.Problem(text, text, List.of(text)),
                        new Block.Confirm(text, List.of(text), text, text)));
    }

    @Test
    void letsNoTextOfOthersActOnTheTerminal() {
        List<String> lines = new Renderer(Ink.PLAIN).lines(everyBlock(EVIL));
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(String.join("", lines).chars()).noneMatch(c -> c < 32 || c >= 0x7f && c < 0xa0 || c == 0x202e);
    }

    @Test
    void coloursOnlyWithItsOwnSequences() {
        String shown = String.join("", new Renderer(new Ink(true, true)).lines(everyBlock(EVIL)));
        assertThat(shown.replaceAll("\u001b\\[(0|1|2|31|32|33|36)m", "").chars())
                .noneMatch(c -> c < 32);
    }

    @Test
    void drawsABarWithItsSteps() {
        Block.Progress progress = new Block.Progress(
                "Building",
                Mark.RUNNING,
                50,
                List.of(
                        new Block.Step("disks", Mark.GOOD, 100, "6 of 6"),
                        new Block.Step("machines", Mark.RUNNING, 30, "")));
        assertThat(new Renderer(new Ink(false, false)).lines(Reply.done(progress)))
                .containsExactly(
                        "-> ############------------  50 %  Building",
                        "  ok disks           6 of 6", "  -> machines  30 %");
    }

    @Test
    void linesUpTables() {
        Block.Table table =
                new Block.Table(List.of("Id", "Pod"), List.of(List.of("b-41", "demo"), List.of("b-7", "x")));
        assertThat(new Renderer(Ink.PLAIN).lines(Reply.done(table)))
                .containsExactly("Id    Pod", "b-41  demo", "b-7   x");
    }
}
