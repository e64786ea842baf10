package io.laas.chat.command;

import io.laas.chat.core.Block;
import io.laas.chat.core.Block.Button;
import io.laas.chat.core.Block.Field;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.booking.BookingState;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.TaskJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows bookings and operations as blocks. */
public final class Cards {
    /** States of bookings that are under way or to come. */
    static final List<String> OPEN = List.of("REQUESTED", "WAITING", "SCHEDULED", "PROVISIONING", "ACTIVE");

    private static final Set<String> OVER = Set.of("CLEANING", "DONE", "FAILED", "CANCELLED");

    private Cards() {}

    public static boolean isOver(BookingJson b) {
        return OVER.contains(b.state());
    }

    /** Returns the one line that tells how a booking stands. */
    public static Block.Text headline(BookingJson b, Clock clock) {
        return switch (state(b)) {
            case ACTIVE -> new Block.Text(Tone.GOOD, Texts.of("booking.active", b.id(), clock.left(b.end())));
            case WAITING -> new Block.Text(Tone.PLAIN, waiting(b, clock));
            case SCHEDULED -> new Block.Text(Tone.PLAIN, scheduled(b, clock));
            case PROVISIONING -> new Block.Text(Tone.PLAIN, Texts.of("booking.provisioning", b.id()));
            case REQUESTED -> new Block.Text(Tone.PLAIN, requested(b, clock));
            case CLEANING -> new Block.Text(Tone.PLAIN, Texts.of("booking.cleaning", b.id()));
            case DONE -> new Block.Text(Tone.PLAIN, Texts.of("booking.done", b.id(), clock.time(b.end())));
            case CANCELLED -> new Block.Text(Tone.PLAIN, Texts.of("booking.cancelled", b.id(), because(b)));
            case FAILED -> new Block.Text(Tone.WARNING, Texts.of("booking.failed", b.id(), because(b)));
        };
    }

    private static BookingState state(BookingJson b) {
        return BookingState.valueOf(b.state());
    }

    private static String scheduled(BookingJson b, Clock clock) {
        return b.offerUntil() == null
                ? Texts.of("booking.scheduled", b.id(), clock.time(b.start()))
                : Texts.of("booking.offered", b.id(), clock.time(b.offerUntil()));
    }

    private static String requested(BookingJson b, Clock clock) {
        return b.approval() == null
                ? Texts.of("booking.requested", b.id())
                : Texts.of(
                        "booking.requested.until",
                        b.id(),
                        clock.time(b.approval().until()));
    }

    private static String waiting(BookingJson b, Clock clock) {
        String place = b.waitPosition() == null ? "?" : b.waitPosition().toString();
        String expected = b.expectedStart() == null ? "" : Texts.of("booking.expected", clock.time(b.expectedStart()));
        return Texts.of("booking.waiting", b.id(), place) + expected;
    }

    private static String because(BookingJson b) {
        return b.reason() == null || b.reason().isBlank() ? "" : ": " + b.reason();
    }

    /** Returns what a booking is, with its absolute times. */
    public static Block.Fields fields(BookingJson b, Clock clock) {
        List<Field> fields = new ArrayList<>();
        add(fields, "field.pod", b.pod() + (b.config() == null ? "" : " (" + b.config() + ")"));
        add(fields, "field.where", where(b));
        add(fields, "field.time", clock.time(b.start()) + " " + clock.until(b.start(), b.end()));
        add(fields, "field.owner", b.owner());
        add(fields, "field.members", b.collaborators() == null ? "" : String.join(", ", b.collaborators()));
        add(fields, "field.purpose", b.purpose());
        add(fields, "field.project", b.project());
        add(fields, "field.approval", approval(b));
        add(fields, "field.idle", idle(b, clock));
        return new Block.Fields("", fields);
    }

    private static String approval(BookingJson b) {
        return b.approval() == null || !b.state().equals("REQUESTED")
                ? ""
                : String.join(" ", b.approval().reasons());
    }

    private static String idle(BookingJson b, Clock clock) {
        if (b.idleSince() == null) {
            return "";
        }
        return b.reclaimable()
                ? Texts.of("booking.reclaimable", clock.time(b.idleSince()))
                : Texts.of("booking.idle", clock.time(b.idleSince()), clock.time(b.reclaimableFrom()));
    }

    private static String where(BookingJson b) {
        return b.lab() + (b.host() == null ? "" : ", host " + b.host()) + (b.vpod() == null ? "" : ", " + b.vpod());
    }

    private static void add(List<Field> fields, String key, String value) {
        if (value != null && !value.isBlank()) {
            fields.add(new Field(Texts.of(key), value));
        }
    }

    /** Returns the command to get in; nothing in a confidential block if there is one that the caller does not see. */
    public static List<Block> ssh(BookingJson b) {
        if (b.access() == null) {
            return b.state().equals("ACTIVE") ? List.of(new Block.Confidential(List.of())) : List.of();
        }
        return List.of(new Block.Confidential(
                List.of(new Block.Text(Tone.CODE, b.access().sshCommand()))));
    }

    /** Returns what can be done next with a booking. */
    public static Block.Buttons next(BookingJson b) {
        List<Button> buttons = new ArrayList<>();
        if (b.state().equals("ACTIVE")) {
            if (b.idleSince() != null) {
                buttons.add(new Button(Texts.of("button.keep"), "keep " + b.id(), false));
            }
            buttons.add(new Button(Texts.of("button.extend"), "extend " + b.id() + " 1d", false));
            buttons.add(new Button(Texts.of("button.further"), "extend " + b.id(), false));
            buttons.add(new Button(Texts.of("button.hello"), "hello " + b.id(), false));
            buttons.add(new Button(Texts.of("button.snapshot"), "snapshot " + b.id(), false));
            buttons.add(new Button(Texts.of("button.details"), "status " + b.id(), false));
            buttons.add(new Button(Texts.of("button.reset"), "reset " + b.id(), true));
        }
        if (b.offerUntil() != null) {
            buttons.add(new Button(Texts.of("button.accept"), "accept " + b.id(), false));
            buttons.add(new Button(Texts.of("button.pass"), "pass " + b.id(), true));
            return new Block.Buttons(buttons);
        }
        buttons.add(new Button(Texts.of("button.release"), "release " + b.id(), true));
        return new Block.Buttons(buttons);
    }

    /** Returns an operation as a progress with a step for each task. */
    public static Block.Progress progress(OperationJson o) {
        Mark mark = mark(o.state());
        List<Block.Step> steps = o.tasks() == null
                ? List.of()
                : o.tasks().stream().map(Cards::step).toList();
        return new Block.Progress(title(o), mark, mark == Mark.GOOD ? 100 : o.percent(), steps);
    }

    private static String title(OperationJson o) {
        return Texts.of("operation." + o.kind().toLowerCase(Locale.ROOT));
    }

    private static Block.Step step(TaskJson task) {
        String message = task.message() == null ? "" : task.message();
        return new Block.Step(task.title(), mark(task.state()), task.percent(), message);
    }

    private static Mark mark(String state) {
        return switch (state) {
            case "RUNNING" -> Mark.RUNNING;
            case "DONE", "SUCCEEDED" -> Mark.GOOD;
            case "FAILED" -> Mark.BAD;
            case "SKIPPED", "CANCELLED" -> Mark.SKIPPED;
            default -> Mark.WAITING;
        };
    }

    /** Returns why an operation failed: its reason and the last lines of the console that shows it. */
    public static List<Block> failure(OperationJson o) {
        List<Block> blocks = new ArrayList<>();
        String reason = o.reason() == null ? Texts.of("operation.noreason") : o.reason();
        blocks.add(new Block.Problem("OPERATION_" + o.state(), reason, List.of()));
        if (o.consoleTail() != null && !o.consoleTail().isBlank()) {
            blocks.add(new Block.Text(Tone.QUIET, Texts.of("operation.console") + "\n" + o.consoleTail()));
        }
        return blocks;
    }
}
