package io.laas.chat.console;

import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Reply;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Where replies are shown. On a terminal an update takes the place of the one before; elsewhere each change of a step is a line
 * of its own. For one thread at a time.
 */
public final class Screen {
    private final PrintWriter out;
    private final Ink ink;
    private final Renderer renderer;
    private final boolean live;
    private final IntSupplier width;
    private final Map<String, Mark> told = new HashMap<>();
    private int painted;

    /**
     * Creates a screen.
     *
     * @param live whether {@code out} is a terminal on which lines can be painted over
     * @param width its present width in characters; 0 if not known
     */
    public Screen(PrintWriter out, Ink ink, boolean live, IntSupplier width) {
        this.out = out;
        this.ink = ink;
        this.renderer = new Renderer(ink);
        this.live = live;
        this.width = width;
    }

    /** Shows a reply for good; it takes the place of an update. */
    public void show(Reply reply) {
        erase();
        renderer.lines(reply).forEach(this::line);
        told.clear();
        out.flush();
    }

    /** Shows how something stands for as long as nothing newer comes. */
    public void update(Reply reply) {
        if (!live) {
            tell(reply);
            out.flush();
            return;
        }
        StringBuilder frame = new StringBuilder(eraser());
        List<String> lines = renderer.lines(reply);
        lines.forEach(l -> frame.append(cut(l)).append('\n'));
        painted = lines.size();
        out.print(frame);
        out.flush();
    }

    /** Leaves what is painted where it is and goes on below. */
    public void keep() {
        painted = 0;
        told.clear();
    }

    public void line(String line) {
        out.print(line);
        out.print('\n');
        out.flush();
    }

    public Ink ink() {
        return ink;
    }

    /** Writes without a line break. */
    void ask(String question) {
        out.print(question);
        out.print(' ');
        out.flush();
    }

    private void erase() {
        out.print(eraser());
        painted = 0;
    }

    private String eraser() {
        return painted == 0 ? "" : "\u001b[" + painted + "A\r\u001b[J";
    }

    /** A line that wraps would be two to paint over. Escape sequences of our own take no room. */
    private String cut(String line) {
        int columns = width.getAsInt();
        if (columns <= 0) {
            return line;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 1;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\u001b') {
                int end = line.indexOf('m', i);
                cut.append(line, i, end + 1);
                i = end;
            } else if (room-- > 0) {
                cut.append(line.charAt(i));
            }
        }
        return cut.toString();
    }

    private void tell(Reply reply) {
        for (Block block : reply.blocks()) {
            if (block instanceof Block.Progress progress) {
                progress.steps().forEach(this::tell);
            } else if (told.putIfAbsent(block.text(), Mark.GOOD) == null && !(block instanceof Block.Buttons)) {
                renderer.lines(Reply.done(block)).forEach(this::line);
            }
        }
    }

    private void tell(Block.Step step) {
        Mark before = told.put("step " + step.name(), step.mark());
        boolean news = step.mark() != Mark.WAITING && step.mark() != before;
        if (news) {
            String message = step.message().isEmpty() ? "" : ": " + Plain.line(step.message());
            line("  " + ink.mark(step.mark()) + " " + Plain.line(step.name()) + ", "
                    + step.mark().word() + message);
        }
    }
}
