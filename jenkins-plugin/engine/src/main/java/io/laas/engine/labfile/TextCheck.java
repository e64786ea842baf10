package io.laas.engine.labfile;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.OccupationTable;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.LabText;
import io.laas.engine.store.Store;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import io.laas.model.lab.Neighbours;
import io.laas.model.lab.StaticVpod;
import io.laas.model.plan.Occupation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out what a text would do in the place of a lab's present one. Thread-safe. */
final class TextCheck {
    private static final Duration EVER = Duration.ofDays(3660);

    private final Store store;
    private final Catalogue catalogue;

    TextCheck(Store store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /**
     * @param text with stand-ins for what is hidden of the present one
     * @param forbidsMachines why hosts, images and ISOs may not be changed whatever the caller's rights are
     */
    LabFileCheck of(LabId lab, LabText present, String text, Caller caller, Optional<String> forbidsMachines) {
        Neighbours beside = Neighbours.of(lab, catalogue.labs());
        LabFileResult shown = LabFile.parse(text, present.source(), present.directory(), beside);
        if (shown instanceof LabFileResult.Bad bad) {
            return LabFileCheck.wrong(bad.problems());
        }
        HiddenParts hidden = HiddenParts.of(present.text());
        List<LabProblem> misplaced = misplaced(hidden, present, text, ((LabFileResult.Good) shown).lab());
        if (!misplaced.isEmpty()) {
            return LabFileCheck.wrong(misplaced);
        }
        LabFileResult whole = LabFile.parse(hidden.restored(text), present.source(), present.directory(), beside);
        if (!(whole instanceof LabFileResult.Good good)) {
            return LabFileCheck.wrong(List.of(problem(present, text, "(hidden-")));
        }
        Lab before = catalogue.lab(lab).orElse(good.lab());
        return new LabFileCheck(
                List.of(),
                Differences.of(before, good.lab()),
                held(before, good.lab()),
                forbidden(before, good.lab(), caller, forbidsMachines));
    }

    /** What is hidden must not come to light: it stays behind its address, and what was told to nobody is not put where all read it. */
    private static List<LabProblem> misplaced(HiddenParts hidden, LabText present, String text, Lab shown) {
        Set<String> left = HiddenParts.standIns(hidden.restored(text));
        left.removeAll(HiddenParts.standIns(present.text()));
        Set<String> told = HiddenParts.standIns(open(shown));
        if (LabFile.parse(hidden.shown(), present.source(), present.directory()) instanceof LabFileResult.Good before) {
            told.removeAll(HiddenParts.standIns(open(before.lab())));
        }
        Set<String> wrong = new TreeSet<>(left);
        wrong.addAll(told);
        return wrong.stream().map(name -> problem(present, text, name)).toList();
    }

    /** What of a lab is shown to everybody who may look. */
    private static String open(Lab lab) {
        return lab.title() + lab.contact() + lab.pods() + lab.configs() + lab.policy();
    }

    private static LabProblem problem(LabText present, String text, String standIn) {
        int at = text.indexOf(standIn);
        String before = text.substring(0, Math.max(at, 0));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new LabProblem(
                present.source(),
                line,
                column,
                "the address",
                "has the stand-in '%s' of a part that is not shown, which counts only where it was; write out what belongs there"
                        .formatted(standIn));
    }

    private List<Occupation> held(Lab before, Lab after) {
        Set<StaticVpod> kept = Set.copyOf(after.vpods());
        return store.read(tx -> {
            TimeSlot ever = new TimeSlot(tx.now(), tx.now().plus(EVER));
            List<HostId> hosts = before.hosts().stream().map(Host::id).toList();
            return new OccupationTable(tx)
                    .overlapping(hosts, ever).stream()
                            .filter(o -> after.host(o.host()).isEmpty()
                                    || before.vpod(o.vpod())
                                            .filter(v -> !kept.contains(v))
                                            .isPresent())
                            .toList();
        });
    }

    private static Optional<String> forbidden(Lab before, Lab after, Caller caller, Optional<String> forbidsMachines) {
        Optional<String> command = after.hosts().stream()
                .filter(h -> h.uri().contains("?"))
                .filter(h -> !Optional.of(h.uri()).equals(before.host(h.id()).map(Host::uri)))
                .findFirst()
                .map(h ->
                        "The uri of host %s has parameters (behind the '?'), and they can name commands that run on this server. Such a uri is not saved from here; write it where the lab file is kept."
                                .formatted(h.id()));
        if (command.isPresent() || !Differences.touchMachines(before, after)) {
            return command;
        }
        return caller.manages()
                ? forbidsMachines
                : Optional.of(
                        "The text changes which hosts, images or ISOs there are, or where they are. That needs the right %s, which %s does not have here; cores, memory, disk, pods, configs, vpods and policies need %s only. Ask an admin of the lab."
                                .formatted(Right.MANAGE, caller.user(), Right.MANAGE_LABS));
    }
}
