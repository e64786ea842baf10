package io.laas.jenkins.step;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.laas.model.BookingId;

/** Gives back what a run holds when it ends or is deleted. */
@Extension
public final class RunEnds extends RunListener<Run<?, ?>> {
    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        giveBack(run, "Its run %s ended");
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        giveBack(run, "Its run %s was deleted");
    }

    private static void giveBack(Run<?, ?> run, String why) {
        RunBookings bookings = run.getAction(RunBookings.class);
        if (bookings == null) {
            return;
        }
        bookings.all().forEach(id -> StepWork.soon(() -> PodAgents.get().remove(id)));
        String reason = why.formatted(run.getExternalizableId());
        for (BookingId id : bookings.endingWithRun()) {
            StepWork.soon(() -> BookingDesk.release(id, reason));
        }
    }
}
