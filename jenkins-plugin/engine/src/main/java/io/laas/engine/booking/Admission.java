package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.Person;
import io.laas.engine.project.ProjectTable;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom labs let book, for one decision. It goes by the labs as they are configured at the moment of the question. Asked under the locks of a
 * lab's hosts, it cannot miss a change: whoever changes the configuration takes these locks after it and before saying that it holds.
 */
final class Admission {
    /** How somebody stands to a lab. */
    enum Standing {
        MAY,
        MAY_NOT,
        /** They may not by what is known, but it could not be found out which groups they are in. */
        UNKNOWN
    }

    private final Catalogue catalogue;
    private final Map<UserId, Person> known;

    /**
     * Makes it.
     *
     * @param known those who were looked up, without those of whom nothing could be found out
     */
    Admission(Catalogue catalogue, Map<UserId, Person> known) {
        this.catalogue = catalogue;
        this.known = Map.copyOf(known);
    }

    Standing of(Tx tx, UserId holder, LabId lab) {
        Optional<LabAccess> access = access(lab);
        if (access.isEmpty() || access.get().people().contains(holder)) {
            return Standing.MAY;
        }
        ProjectTable projects = new ProjectTable(tx);
        if (access.get().projects().stream().anyMatch(p -> projects.isMember(p, holder))) {
            return Standing.MAY;
        }
        Person person = known.get(holder);
        if (person == null) {
            return Standing.UNKNOWN;
        }
        boolean may = person.manages() || access.get().groups().stream().anyMatch(person.groups()::contains);
        return may ? Standing.MAY : Standing.MAY_NOT;
    }

    private Optional<LabAccess> access(LabId lab) {
        return catalogue.lab(lab).flatMap(l -> l.policy().access());
    }

    /** Returns why somebody may not hold bookings in a lab; empty if they may. */
    Optional<Refusal> refusal(Tx tx, UserId holder, LabId lab) {
        return switch (of(tx, holder, lab)) {
            case MAY -> Optional.empty();
            case MAY_NOT -> Optional.of(Refusal.of(RefusalCode.FORBIDDEN, why(holder, lab)));
            case UNKNOWN ->
                Optional.of(Refusal.of(
                        RefusalCode.FORBIDDEN,
                        "Lab %s lets only certain people book, and it cannot be found out at the moment whether %s is one of them. Try again later, or ask %s."
                                .formatted(lab, holder, contact(lab))));
        };
    }

    private String why(UserId holder, LabId lab) {
        return "Lab %s lets only certain people book, and %s is not one of them. Book in another lab, or ask %s."
                .formatted(lab, holder, contact(lab));
    }

    private String contact(LabId lab) {
        return catalogue.lab(lab).map(PolicyRules::contact).orElse("an admin");
    }

    /** Returns those of the targets that are in labs where somebody may hold bookings; refused if there is none. */
    Answer<List<Target>> open(Tx tx, UserId holder, List<Target> targets) {
        List<Target> open = new ArrayList<>();
        Refusal no = null;
        for (Target target : targets) {
            Lab lab = target.lab();
            Optional<Refusal> refusal = refusal(tx, holder, lab.id());
            if (refusal.isEmpty()) {
                open.add(target);
            } else {
                no = no == null ? refusal.get() : no;
            }
        }
        return open.isEmpty() ? Answer.refused(no) : Answer.done(open);
    }
}
