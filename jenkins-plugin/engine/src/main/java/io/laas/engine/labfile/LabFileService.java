package io.laas.engine.labfile;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.LabText;
import io.laas.engine.port.LabTexts;
import io.laas.engine.remote.RemoteLabService;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, checks and changes the texts of labs, for those with MANAGE_LABS. A text takes the place of the one it was made from and of no
 * other; what does not take effect is not kept. Thread-safe: one text is saved at a time.
 */
public final class LabFileService {
    private static final Logger LOG = LoggerFactory.getLogger(LabFileService.class);
    private static final int MAX_TEXT = 900_000;
    private static final int MAX_TOLD = 1000;
    private static final int VERSION_BYTES = 12;
    private static final String ELSEWHERE =
            "Lab %s is served elsewhere and its file is on the machine of its worker. Change it there; the worker publishes it at once.";

    private final Once once;
    private final Catalogue catalogue;
    private final RemoteLabService remote;
    private final TextCheck check;
    private final Kept<LabFileView> kept;
    private volatile LabTexts texts = LabTexts.NONE;

    public LabFileService(Store store, Catalogue catalogue, RemoteLabService remote) {
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.remote = remote;
        this.check = new TextCheck(store, catalogue);
        this.kept = new Kept<>(
                view -> view.lab().value(), (tx, lab) -> kept(new LabId(lab)).map(text -> view(new LabId(lab), text)));
    }

    /** Sets where the texts are. */
    public void in(LabTexts newTexts) {
        texts = newTexts;
    }

    /** Returns the text of the lab with its version. Needs MANAGE_LABS. */
    public Answer<LabFileView> find(LabId lab, Caller caller) {
        if (!caller.managesLabs()) {
            return refuse(caller, "reading the lab file of " + lab, forbidden(caller, "Reading a lab file"));
        }
        return text(lab, caller).map(text -> view(lab, text));
    }

    /** Says what a text would do in the place of the present one; changes nothing. Needs MANAGE_LABS. */
    public Answer<LabFileCheck> check(LabId lab, String text, Caller caller) {
        if (!caller.managesLabs()) {
            return refuse(caller, "checking a lab file of " + lab, forbidden(caller, "Checking a lab file"));
        }
        return bounded(text)
                .then(bounded -> text(lab, caller))
                .map(present -> check.of(lab, present, text, caller, texts.forbidsMachines()));
    }

    /**
     * Puts a text in the place of the one that has the version and makes it known at once, as a start of the server would. Bookings stay
     * as they are; hosts and static vpods that are gone and in use drain. Needs MANAGE_LABS, and MANAGE for other hosts, images and ISOs.
     *
     * @param version of the text that this one was made from; refused with CHANGED_MEANWHILE if another one is in its place
     */
    public synchronized Answer<LabFileView> save(LabId lab, String text, String version, Caller caller) {
        Optional<Answer<LabFileView>> before = once.before(caller, kept);
        if (before.isPresent()) {
            return before.get();
        }
        String what = "changing the lab file of " + lab;
        if (!caller.managesLabs()) {
            return refuse(caller, what, forbidden(caller, "Changing a lab file"));
        }
        Answer<LabFileView> answer = bounded(text)
                .then(bounded -> text(lab, caller))
                .then(present -> save(lab, present, text, version, caller));
        return answer instanceof Answer.Refused<LabFileView> no ? refuse(caller, what, no.refusal()) : answer;
    }

    private Answer<LabFileView> save(LabId lab, LabText present, String text, String version, Caller caller) {
        String whole = likeBefore(present.text(), HiddenParts.of(present.text()).restored(text));
        if (present.fixed().isPresent()) {
            return Answer.refused(RefusalCode.WRONG_STATE, present.fixed().get());
        }
        if (!version(present.text()).equals(version)) {
            return Answer.refused(
                    RefusalCode.CHANGED_MEANWHILE,
                    "The lab file of %s was changed since you read it. Read it again and make your change in what it is now."
                            .formatted(lab));
        }
        LabFileCheck checked = check.of(lab, present, text, caller, texts.forbidsMachines());
        if (!checked.problems().isEmpty()) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "The text is not saved, because %s wrong with it; check it to see where. The lab stays as it is."
                            .formatted(
                                    checked.problems().size() == 1
                                            ? "one thing is"
                                            : checked.problems().size() + " things are"));
        }
        if (checked.forbidden().isPresent()) {
            return Answer.refused(RefusalCode.FORBIDDEN, checked.forbidden().get());
        }
        return replace(lab, present, whole)
                .then(done -> once.write(caller, kept, tx -> {
                    if (!whole.equals(present.text())) {
                        tx.emit(EventDraft.of(EventType.LAB_CHANGED, caller.actor())
                                .in(lab)
                                .with("change", "lab file saved")
                                .with("changes", told(checked.changes()))
                                .with("version", version(whole)));
                    }
                    return kept(lab).map(now -> view(lab, now));
                }));
    }

    private Answer<Boolean> replace(LabId lab, LabText present, String whole) {
        if (whole.equals(present.text())) {
            return Answer.done(false);
        }
        try {
            if (!texts.replace(lab, present.text(), whole)) {
                return Answer.refused(
                        RefusalCode.CHANGED_MEANWHILE,
                        "The lab file of %s was changed this very moment. Read it again and make your change in what it is now."
                                .formatted(lab));
            }
            LOG.info("Lab file of {} saved, version {}", lab, version(whole));
            return Answer.done(true);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("Lab file of {} cannot be saved", lab, e);
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "The lab file of %s cannot be saved: %s. The lab stays as it is."
                            .formatted(lab, Names.clean(e.getMessage(), 300)));
        }
    }

    private static String told(List<LabFileChange> changes) {
        String all = changes.stream().map(LabFileChange::toString).collect(Collectors.joining(", "));
        return Names.clean(all.isEmpty() ? "comments and layout" : all, MAX_TOLD);
    }

    private Answer<LabText> text(LabId lab, Caller caller) {
        Answer<LabText> here = kept(lab);
        return here instanceof Answer.Done<LabText>
                ? here
                : remote.find(lab, caller)
                        .flatMap(view -> view.lab()
                                .file()
                                .map(file -> new LabText(
                                        file,
                                        "lab file",
                                        Path.of(view.lab().directory()),
                                        Optional.of(ELSEWHERE.formatted(lab)))))
                        .map(Answer::done)
                        .orElse(here);
    }

    private Answer<LabText> kept(LabId lab) {
        try {
            return texts.find(lab)
                    .map(Answer::done)
                    .orElseGet(() -> Answer.refused(
                            RefusalCode.UNKNOWN_LAB,
                            catalogue.lab(lab).isPresent()
                                    ? "The text of lab %s is not kept here. Change it where it is.".formatted(lab)
                                    : "There is no lab %s. List them with GET /labs.".formatted(lab)));
        } catch (IOException e) {
            LOG.warn("Lab file of {} cannot be read", lab, e);
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "The lab file of %s cannot be read: %s. The lab goes on as it was read last."
                            .formatted(lab, Names.clean(e.getMessage(), 300)));
        }
    }

    private static LabFileView view(LabId lab, LabText text) {
        Optional<String> tooLong = text.text().length() > MAX_TEXT
                ? Optional.of("The lab file has more than %d characters. Change it with an editor where it is."
                        .formatted(MAX_TEXT))
                : Optional.empty();
        return new LabFileView(
                lab,
                tooLong.isPresent() ? "" : HiddenParts.of(text.text()).shown(),
                version(text.text()),
                text.source(),
                text.fixed().or(() -> tooLong));
    }

    private static Answer<String> bounded(String text) {
        return text.length() <= MAX_TEXT
                ? Answer.done(text)
                : Answer.refused(
                        RefusalCode.INVALID,
                        "text must have at most %d characters, had %d; split the lab into several files"
                                .formatted(MAX_TEXT, text.length()));
    }

    /** Browsers end lines with a line feed alone. */
    private static String likeBefore(String before, String text) {
        String plain = text.replace("\r\n", "\n");
        return before.contains("\r\n") ? plain.replace("\n", "\r\n") : plain;
    }

    private static Refusal forbidden(Caller caller, String what) {
        return Refusal.of(
                RefusalCode.FORBIDDEN,
                "%s needs the right %s, which %s does not have here. Ask an admin of the lab."
                        .formatted(what, Right.MANAGE_LABS, caller.user()));
    }

    private <T> Answer<T> refuse(Caller caller, String what, Refusal refusal) {
        return once.write(
                caller,
                new Kept<T>(String::valueOf, (tx, text) -> Answer.refused(refusal)),
                tx -> Audit.refuse(tx, caller, what, refusal));
    }

    private static String version(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
