package io.laas.web.json;

import io.laas.engine.booking.BookingView;
import io.laas.model.UserId;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.GroupRequest;
import io.laas.model.wire.GroupJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewGroupJson;
import io.laas.model.wire.WantedPodJson;
import io.laas.web.error.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bookings of several pods between wire format and model. */
public final class GroupWire {
    private GroupWire() {}

    /** Reads a request; {@code caller} is the owner where none is named, {@code now} the start where only an end is named. */
    public static GroupRequest request(NewGroupJson json, UserId caller, Instant now) {
        List<BookingRequest> requests = new ArrayList<>();
        for (WantedPodJson pod : Fields.required("pods", json.pods())) {
            int count = count(Fields.required("pods", pod));
            requests.addAll(Collections.nCopies(count, BookingWire.request(one(json, pod), caller, now)));
            if (requests.size() > GroupRequest.MOST) {
                throw ApiException.invalid("pods must be 2 to %d in all".formatted(GroupRequest.MOST));
            }
        }
        return new GroupRequest(requests);
    }

    private static int count(WantedPodJson pod) {
        int count = pod.count() == null ? 1 : pod.count();
        if (count < 1 || count > GroupRequest.MOST) {
            throw ApiException.invalid("count must be 1 to %d, was %d".formatted(GroupRequest.MOST, count));
        }
        if (count > 1 && pod.vpod() != null) {
            throw ApiException.invalid("vpod names a single one; it does not go with count " + count);
        }
        return count;
    }

    private static NewBookingJson one(NewGroupJson json, WantedPodJson pod) {
        return new NewBookingJson(
                pod.lab(),
                pod.pod(),
                pod.config(),
                pod.vpod(),
                json.owner(),
                json.collaborators(),
                json.purpose(),
                json.project(),
                json.start(),
                json.length(),
                json.end(),
                json.mayWait(),
                json.booker(),
                json.origin(),
                pod.answers());
    }

    /** Shows the bookings of a group, at least one. */
    public static GroupJson json(List<BookingView> views) {
        BookingView first = views.get(0);
        String group = first.group().orElse(first.booking().id()).toString();
        return new GroupJson(group, views.stream().map(BookingWire::json).toList());
    }
}
