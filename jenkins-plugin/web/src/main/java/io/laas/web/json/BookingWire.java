package io.laas.web.json;

import io.laas.engine.booking.ApprovalView;
import io.laas.engine.booking.Availability;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.engine.booking.ExtensionLimit;
import io.laas.engine.booking.IdleView;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.booking.WaitPlace;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTask;
import io.laas.model.BookingId;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import io.laas.model.wire.ApprovalJson;
import io.laas.model.wire.AvailabilityJson;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.ExtensionJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.MoveJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.TaskJson;
import io.laas.web.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Bookings and operations between wire format and model. */
public final class BookingWire {
    private static final int MAX_MEMBERS = 100;

    private BookingWire() {}

    /** Reads a request; {@code caller} is the owner where none is named, {@code now} the start where only an end is named. */
    public static BookingRequest request(NewBookingJson json, UserId caller, Instant now) {
        Optional<Instant> start = Optional.ofNullable(json.start());
        return new BookingRequest(
                Fields.optional(json.lab(), LabId::new),
                Fields.required("pod", json.pod(), PodId::new),
                Fields.optional(json.config(), ConfigId::new),
                Fields.optional(json.vpod(), VpodId::new),
                Fields.optional(json.owner(), UserId::new).orElse(caller),
                users("collaborators", json.collaborators()),
                json.purpose(),
                json.project(),
                start,
                length(json, start.orElse(now)),
                json.mayWait(),
                Fields.optional(json.booker(), b -> Fields.oneOf("booker", Booker.class, b))
                        .orElse(Booker.PERSON),
                Optional.ofNullable(json.origin()),
                InstallerWire.values("answers", json.answers()));
    }

    private static Optional<Duration> length(NewBookingJson json, Instant start) {
        if (json.end() == null) {
            return Fields.optional(json.length(), text -> Fields.duration("length", text));
        }
        if (json.length() != null) {
            throw ApiException.invalid("give either length or end, not both");
        }
        return Optional.of(new TimeSlot(start, json.end()).length());
    }

    public static Extension extension(ExtendJson json) {
        if ((json.by() == null) == (json.until() == null)) {
            throw ApiException.invalid("give either by (a duration such as P1D) or until (an instant), and not both");
        }
        return json.by() == null
                ? new Extension.Until(json.until())
                : new Extension.By(Fields.duration("by", json.by()));
    }

    public static Instant start(MoveJson json) {
        return Fields.required("start", json.start());
    }

    public static MemberChange members(MembersJson json) {
        return new MemberChange(users("add", json.add()), users("remove", json.remove()));
    }

    /** Reads account names, at most 100. */
    static Set<UserId> users(String field, List<String> names) {
        if (names == null) {
            return Set.of();
        }
        if (names.size() > MAX_MEMBERS) {
            throw ApiException.invalid(field + " must name at most " + MAX_MEMBERS + " users, were " + names.size());
        }
        return names.stream().map(UserId::new).collect(Collectors.toSet());
    }

    /** Shows a booking without what only some may see. */
    public static BookingJson json(Booking booking) {
        return json(new BookingView(
                booking,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    public static BookingJson json(BookingView view) {
        Booking b = view.booking();
        return new BookingJson(
                b.id().toString(),
                b.lab().value(),
                b.pod().value(),
                b.config().value(),
                b.owner().value(),
                b.collaborators().stream().map(UserId::value).sorted().toList(),
                b.purpose(),
                b.project(),
                b.slot().start(),
                b.slot().end(),
                b.state().name(),
                b.vpod().map(VpodId::value).orElse(null),
                b.host().map(HostId::value).orElse(null),
                b.extensions(),
                b.booker().name(),
                b.channel().name(),
                b.origin().orElse(null),
                b.createdAt(),
                b.reason().orElse(null),
                b.revision(),
                view.waiting().map(WaitPlace::position).orElse(null),
                view.waiting().flatMap(WaitPlace::expected).orElse(null),
                view.offerUntil().orElse(null),
                view.access().orElse(null),
                view.operation().map(BookingWire::json).orElse(null),
                number(b.versions().pod()),
                number(b.versions().config()),
                view.approval().map(BookingWire::json).orElse(null),
                view.group().map(BookingId::toString).orElse(null),
                view.idle().map(IdleView::since).orElse(null),
                view.idle().map(IdleView::reclaimableFrom).orElse(null),
                view.idle().filter(IdleView::reclaimable).isPresent());
    }

    private static ApprovalJson json(ApprovalView a) {
        return new ApprovalJson(
                a.state().name(),
                a.reasons(),
                a.until(),
                a.holds(),
                a.approvers().stream().map(UserId::value).toList(),
                a.by().map(UserId::value).orElse(null),
                a.at().orElse(null),
                a.remark().orElse(null));
    }

    private static Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    public static OperationJson json(Operation o) {
        return new OperationJson(
                o.id().toString(),
                o.vpod().value(),
                o.booking().map(BookingId::toString).orElse(null),
                o.kind().name(),
                o.state().name(),
                o.percent(),
                o.tasks().stream().map(BookingWire::json).toList(),
                o.createdAt(),
                o.startedAt().orElse(null),
                o.finishedAt().orElse(null),
                o.reason().orElse(null),
                o.consoleTail().orElse(null));
    }

    private static TaskJson json(OperationTask t) {
        return new TaskJson(
                t.task(),
                t.title(),
                t.state().name(),
                t.percent(),
                t.message(),
                t.startedAt().orElse(null),
                t.finishedAt().orElse(null));
    }

    public static ExtensionJson json(ExtensionLimit limit) {
        return new ExtensionJson(limit.possible(), limit.latestEnd().orElse(null), limit.reasons());
    }

    /** Shows the slot asked about if it is free, otherwise the next free one. */
    public static AvailabilityJson json(Availability a) {
        Optional<TimeSlot> slot = a.free() ? Optional.of(a.asked()) : a.nextFree();
        return new AvailabilityJson(
                a.free(),
                slot.map(TimeSlot::start).orElse(null),
                slot.map(TimeSlot::end).orElse(null),
                a.reasons());
    }
}
