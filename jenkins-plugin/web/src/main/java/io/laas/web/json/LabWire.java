package io.laas.web.json;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Shortening;
import io.laas.engine.image.ImageView;
import io.laas.engine.lab.HostView;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.NewOutageSeries;
import io.laas.engine.outage.OutageHit;
import io.laas.engine.outage.OutageSeries;
import io.laas.engine.outage.OutageSeriesPreview;
import io.laas.engine.reconcile.LeakReport;
import io.laas.engine.vpod.Vpod;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Refusal;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabAccess;
import io.laas.model.lab.Policy;
import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.Leak;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.IsoJson;
import io.laas.model.wire.LabAccessJson;
import io.laas.model.wire.LabJson;
import io.laas.model.wire.LeakJson;
import io.laas.model.wire.LeakReportJson;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.NewOutageSeriesJson;
import io.laas.model.wire.OutageHitJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.OutageSeriesJson;
import io.laas.model.wire.ShorteningJson;
import io.laas.model.wire.VpodJson;
import io.laas.model.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labs and what stands in them, between wire format and model. */
public final class LabWire {
    private static final JsonMapper POLICY = WireJson.strict()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private LabWire() {}

    /**
     * Shows a lab to a caller.
     *
     * @param closed why the caller may not book there; empty if the lab lets them
     */
    public static LabJson json(Lab lab, Caller caller, Optional<Refusal> closed) {
        Optional<String> whyNot = caller.has(Right.BOOK)
                ? closed.map(Refusal::message)
                : Optional.of("Booking needs the right %s. Ask an admin of the lab.".formatted(Right.BOOK));
        boolean manages = caller.managesBookings() || caller.managesLabs();
        return new LabJson(
                lab.id().value(),
                lab.title(),
                lab.contact(),
                lab.zone().getId(),
                lab.hosts().stream().map(h -> h.id().value()).toList(),
                policy(lab.policy()),
                whyNot.isEmpty(),
                whyNot.orElse(null),
                manages ? lab.policy().access().map(LabWire::json).orElse(null) : null);
    }

    /** Who may book is shown to some only, and not as a limit. */
    private static Map<String, Object> policy(Policy policy) {
        Map<String, Object> limits = POLICY.convertValue(policy, new TypeReference<>() {});
        limits.remove("access");
        return limits;
    }

    private static LabAccessJson json(LabAccess access) {
        return new LabAccessJson(
                access.people().stream().map(UserId::value).toList(), access.projects(), access.groups());
    }

    public static HostJson json(HostView view) {
        return new HostJson(
                view.host().id().value(),
                view.lab().value(),
                view.host().capacity(),
                view.used(),
                accel(view).name(),
                view.status().state().name(),
                view.status().message());
    }

    /** A simulated host is shown as one, whether it was asked yet or not. */
    private static Accel accel(HostView view) {
        return view.host().simulated() ? Accel.SIMULATED : view.status().accel();
    }

    public static ImageJson json(ImageView view) {
        Image image = view.image();
        return new ImageJson(
                image.id().value(),
                view.lab().value(),
                image.os(),
                image.arch().word(),
                image.user(),
                image.remote().map(RemoteFile::shown).orElse(null),
                image.sha256().orElse(null),
                view.size().map(ImageStock.Known::diskBytes).orElse(null),
                view.size().map(ImageStock.Known::fileBytes).orElse(null));
    }

    public static IsoJson json(LabId lab, Iso iso) {
        return new IsoJson(
                iso.id().value(),
                lab.value(),
                iso.title(),
                iso.remote().map(RemoteFile::shown).orElse(null),
                iso.sha256().orElse(null));
    }

    public static VpodJson json(Vpod v) {
        return new VpodJson(
                v.id().value(),
                v.lab().value(),
                v.host().value(),
                v.pod().value(),
                v.config().value(),
                v.kind().name(),
                v.state().name(),
                v.booking().map(BookingId::toString).orElse(null),
                v.reason().orElse(null));
    }

    public static NewOutage outage(NewOutageJson json) {
        return new NewOutage(
                Fields.required("lab", json.lab(), LabId::new),
                Fields.optional(json.host(), HostId::new),
                Optional.ofNullable(json.start()),
                Fields.required("end", json.end()),
                Fields.optional(json.kind(), k -> Fields.oneOf("kind", OutageKind.class, k))
                        .orElse(OutageKind.PLANNED),
                Fields.required("reason", json.reason(), r -> r));
    }

    public static NewOutageSeries series(NewOutageSeriesJson json) {
        return new NewOutageSeries(
                outage(new NewOutageJson(json.lab(), json.host(), json.start(), json.end(), "PLANNED", json.reason())),
                Fields.required("repeat", json.repeat(), String::strip),
                Fields.optional(json.answerBefore(), text -> Fields.duration("answerBefore", text)));
    }

    /** Shows an outage with the bookings it touches; {@code hits} may be null where that was not asked. */
    public static OutageJson json(Outage o, List<Booking> hits) {
        return new OutageJson(
                o.id().toString(),
                o.lab().value(),
                o.host().map(HostId::value).orElse(null),
                o.slot().start(),
                o.slot().end(),
                o.kind().name(),
                o.reason(),
                o.by().value(),
                o.series().map(OutageSeriesId::toString).orElse(null),
                ids(hits),
                null);
    }

    /** Shows what an outage that was not set would do. */
    public static OutageJson preview(NewOutage o, List<OutageHit> hits) {
        return new OutageJson(
                null,
                o.lab().value(),
                o.host().map(HostId::value).orElse(null),
                o.start().orElse(null),
                o.end(),
                o.kind().name(),
                o.reason(),
                null,
                null,
                ids(hits.stream().map(OutageHit::before).toList()),
                hits.stream().map(LabWire::json).toList());
    }

    private static OutageHitJson json(OutageHit hit) {
        Booking after = hit.after();
        return new OutageHitJson(
                after.id().toString(),
                after.owner().value(),
                hit.fate().name(),
                hit.asked().orElse(after.slot().end()),
                hit.fate() == OutageHit.Fate.CANCELLED
                        ? null
                        : after.vpod().map(VpodId::value).orElse(null));
    }

    public static ShorteningJson json(Shortening s) {
        return new ShorteningJson(
                s.outage().toString(),
                s.booking().toString(),
                s.owner().value(),
                s.why(),
                s.end(),
                s.until(),
                s.state().name(),
                s.by().map(UserId::value).orElse(null),
                s.at().orElse(null));
    }

    public static OutageSeriesJson json(OutageSeries s) {
        return new OutageSeriesJson(
                s.id().toString(),
                s.lab().value(),
                s.host().map(HostId::value).orElse(null),
                s.first().start(),
                s.first().end(),
                s.zone().getId(),
                s.rule(),
                s.reason(),
                s.by().value(),
                s.answerBefore().map(Duration::toString).orElse(null),
                s.coming().stream().map(o -> json(o, null)).toList());
    }

    /** Shows what an outage that repeats, and was not set, would do. */
    public static OutageSeriesJson json(OutageSeriesPreview p) {
        NewOutage o = p.order().first();
        return new OutageSeriesJson(
                null,
                o.lab().value(),
                o.host().map(HostId::value).orElse(null),
                p.first().start(),
                p.first().end(),
                p.zone().getId(),
                p.order().rule(),
                o.reason(),
                null,
                p.order().answerBefore().map(Duration::toString).orElse(null),
                p.times().stream().map(t -> preview(at(o, t.slot()), t.hits())).toList());
    }

    private static NewOutage at(NewOutage o, TimeSlot slot) {
        return new NewOutage(o.lab(), o.host(), Optional.of(slot.start()), slot.end(), o.kind(), o.reason());
    }

    private static List<String> ids(List<Booking> bookings) {
        return bookings == null
                ? null
                : bookings.stream().map(b -> b.id().toString()).toList();
    }

    public static LeakReportJson json(LeakReport report) {
        return new LeakReportJson(report.leaks().stream().map(LabWire::json).toList(), report.unreachable());
    }

    private static LeakJson json(Leak l) {
        return new LeakJson(l.kind().name(), l.host().value(), l.vpod().value(), l.resource(), l.name());
    }
}
