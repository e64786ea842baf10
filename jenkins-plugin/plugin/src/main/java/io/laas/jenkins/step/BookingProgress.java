package io.laas.jenkins.step;

import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTask;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.booking.Booking;
import io.laas.model.operation.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells how a booking moves on: a line in the log whenever something changes, and one phrase for the status. Not thread-safe. */
final class BookingProgress {
    private static final int MOST = 300;

    private final Consumer<String> log;
    private final Map<String, TaskState> told = new HashMap<>();
    private Optional<OperationId> operation = Optional.empty();
    private String last = "";
    private volatile String status = "";

    BookingProgress(Consumer<String> log) {
        this.log = log;
    }

    /** Returns what goes on, in lower case. */
    String status() {
        return status;
    }

    /** Tells what is new. */
    void tell(BookingView view) {
        Booking booking = view.booking();
        switch (booking.state()) {
            case REQUESTED -> line("Booking %s %s".formatted(booking.id(), approval(view)), approval(view));
            case WAITING -> line("Booking %s %s".formatted(booking.id(), queue(view)), queue(view));
            case SCHEDULED ->
                line(granted(booking) + ".", "booking %s granted, about to be set up".formatted(booking.id()));
            case PROVISIONING -> {
                line(granted(booking) + " until " + TimeText.time(booking.slot().end()) + "; setting it up.", "");
                view.operation().ifPresent(o -> tell(booking, o));
            }
            case ACTIVE ->
                status = "booking %s in use until %s"
                        .formatted(booking.id(), TimeText.time(booking.slot().end()));
            case CLEANING, DONE, FAILED, CANCELLED -> status = "booking %s is over".formatted(booking.id());
        }
    }

    /** Tells something once. */
    void once(String line) {
        line(line, "");
    }

    private void line(String line, String phrase) {
        status = phrase.isEmpty() ? status : phrase;
        if (!line.equals(last)) {
            last = line;
            log.accept(line);
        }
    }

    private static String approval(BookingView view) {
        return view.approval()
                .map(a -> "waits for approval until %s. %s"
                        .formatted(TimeText.time(a.until()), String.join(" ", a.reasons())))
                .orElse("waits for approval.");
    }

    private static String queue(BookingView view) {
        Booking booking = view.booking();
        return view.waiting()
                .map(place -> "waits for pod %s in lab %s: number %d in the queue, %s."
                        .formatted(
                                booking.pod(),
                                booking.lab(),
                                place.position(),
                                place.expected()
                                        .map(at -> "expected at " + TimeText.time(at))
                                        .orElse("no time can be told")))
                .orElse("waits for pod %s in lab %s.".formatted(booking.pod(), booking.lab()));
    }

    private static String granted(Booking booking) {
        return "Booking %s has vpod %s on host %s"
                .formatted(
                        booking.id(),
                        booking.vpod().map(Object::toString).orElse("?"),
                        booking.host().map(Object::toString).orElse("?"));
    }

    /** Tells which tasks of an operation changed since it was last told. */
    void tell(Booking booking, Operation now) {
        if (!operation.equals(Optional.of(now.id()))) {
            operation = Optional.of(now.id());
            told.clear();
        }
        for (OperationTask task : now.tasks()) {
            if (task.state() != TaskState.WAITING && told.put(task.task(), task.state()) != task.state()) {
                log.accept(sentence(task));
            }
        }
        status = "booking %s: %s %d %%"
                .formatted(booking.id(), now.kind().name().toLowerCase(java.util.Locale.ROOT), now.percent());
        now.tasks().stream()
                .filter(t -> t.state() == TaskState.RUNNING)
                .findFirst()
                .ifPresent(t -> status += ", " + Names.clean(t.title(), MOST));
    }

    private static String sentence(OperationTask task) {
        List<String> parts = new ArrayList<>();
        parts.add("  %s: %s".formatted(Names.clean(task.title(), MOST), word(task.state())));
        String message = Names.clean(task.message(), MOST);
        if (!message.isEmpty()) {
            parts.add(message);
        }
        return String.join(" – ", parts);
    }

    private static String word(TaskState state) {
        return switch (state) {
            case WAITING -> "waits";
            case RUNNING -> "begun";
            case DONE -> "done";
            case FAILED -> "failed";
            case SKIPPED -> "left out";
            case CANCELLED -> "cancelled";
        };
    }
}
