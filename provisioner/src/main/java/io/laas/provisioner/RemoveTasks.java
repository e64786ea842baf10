package io.laas.provisioner;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.Removal.Kind;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.work.TaskProgress;
import java.util.List;

/** The tasks of taking a vpod down. They go by tags and not by the plan, so that nothing of an earlier description stays. */
final class RemoveTasks {
    private final Worksite site;
    private final Removal removal;
    private List<TaggedThing> things = List.of();

    RemoveTasks(Worksite site) {
        this.site = site;
        this.removal = new Removal(site.hypervisor(), site.gang());
    }

    void survey(TaskProgress progress, CancelSignal cancel) {
        things = Survey.things(site.hypervisor(), site.plan().owner());
        progress.say("%d things carry the vpod's tag".formatted(things.size()));
    }

    void machines(TaskProgress progress, CancelSignal cancel) {
        remove(Kind.MACHINES, progress, cancel);
    }

    void disks(TaskProgress progress, CancelSignal cancel) {
        remove(Kind.DISKS, progress, cancel);
    }

    void networks(TaskProgress progress, CancelSignal cancel) {
        remove(Kind.NETWORKS, progress, cancel);
        remove(Kind.BRIDGES, progress, cancel);
    }

    void verify(TaskProgress progress, CancelSignal cancel) {
        removal.verify(site.plan().owner());
        progress.say("nothing of vpod %s is left".formatted(site.plan().vpod()));
    }

    private void remove(Kind kind, TaskProgress progress, CancelSignal cancel) {
        progress.total((int) things.stream().filter(kind::includes).count());
        removal.remove(kind, things, cancel, progress::step);
    }
}
