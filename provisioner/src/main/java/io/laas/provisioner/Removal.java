package io.laas.provisioner;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.work.Gang;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes tagged things off a host: machines before their disks, disks and machines before their networks. */
final class Removal {
    /** Kinds of things that go together, in the order in which they may go. */
    enum Kind {
        MACHINES("domain"),
        DISKS("volume"),
        NETWORKS("network"),
        BRIDGES("bridge");

        private final String resource;

        Kind(String resource) {
            this.resource = resource;
        }

        boolean includes(TaggedThing thing) {
            return resource.equals(thing.resource());
        }
    }

    private final Hypervisor hypervisor;
    private final Gang gang;

    Removal(Hypervisor hypervisor, Gang gang) {
        this.hypervisor = hypervisor;
        this.gang = gang;
    }

    /** Removes those of one kind, side by side. */
    void remove(Kind kind, Collection<TaggedThing> things, CancelSignal cancel, Consumer<String> done) {
        List<TaggedThing> these = things.stream().filter(kind::includes).toList();
        gang.each(these, cancel, (thing, stop) -> {
            remove(thing);
            done.accept(thing.name() + " is gone");
        });
    }

    /** Removes all of them, in order. */
    void removeAll(Collection<TaggedThing> things, CancelSignal cancel) {
        for (Kind kind : Kind.values()) {
            remove(kind, things, cancel, name -> {});
        }
    }

    /** Fails, with names, if anything tagged for the vpod is left. */
    void verify(OwnerTag owner) {
        List<TaggedThing> left = Survey.things(hypervisor, owner);
        if (!left.isEmpty()) {
            String names = left.stream()
                    .limit(10)
                    .map(t -> t.resource() + " " + t.name())
                    .collect(Collectors.joining(", "));
            throw new HypervisorException(
                    Reason.OTHER,
                    "vpod %s is not entirely gone, there still are: %s; run the removal again"
                            .formatted(owner.vpod(), names));
        }
    }

    private void remove(TaggedThing thing) {
        switch (thing.resource()) {
            case "domain" -> hypervisor.remove(thing.name());
            case "volume" -> hypervisor.removeVolume(thing.name());
            default -> hypervisor.removeNetwork(thing.name());
        }
    }
}
