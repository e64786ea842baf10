package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Args;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.booking.GroupRequest;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.GroupJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewGroupJson;
import io.laas.model.wire.WantedPodJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several pods asked for together, all or none. */
final class Together {
    private Together() {}

    /** Returns whether more than one pod is asked for. */
    static boolean wanted(Args args) {
        return args.has("times") || args.has("also");
    }

    /** Books all that the line names; {@code one} is what all have in common, with the first pod. */
    static Answer book(Server server, Invocation in, NewBookingJson one) {
        Optional<Integer> times = times(in.args().text("times").orElse("1"));
        if (times.isEmpty()) {
            return in.wrong(Texts.of("book.times", GroupRequest.MOST));
        }
        NewGroupJson group = new NewGroupJson(
                pods(one, times.get(), in.args().all("also")),
                one.owner(),
                one.collaborators(),
                one.purpose(),
                one.project(),
                one.start(),
                one.length(),
                one.end(),
                one.mayWait(),
                one.booker(),
                one.origin());
        Clock clock = server.clock(in);
        return server.client(in)
                .bookTogether(group, in.id())
                .either(
                        g -> shown(Texts.of("book.together", g.bookings().size(), g.group()), g, clock),
                        error -> Problems.of(error, clock));
    }

    private static Optional<Integer> times(String text) {
        return text.matches("\\d{1,3}")
                ? Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= GroupRequest.MOST)
                : Optional.empty();
    }

    private static List<WantedPodJson> pods(NewBookingJson one, int times, List<String> also) {
        List<WantedPodJson> pods = new ArrayList<>();
        pods.add(new WantedPodJson(one.pod(), one.config(), one.lab(), one.vpod(), times, one.answers()));
        for (String names : also) {
            for (String name : names.split("[, ]+")) {
                if (!name.isBlank()) {
                    pods.add(new WantedPodJson(name, null, one.lab(), null, 1, one.answers()));
                }
            }
        }
        return pods;
    }

    /** Shows how each booking of the group stands. */
    static Reply shown(String headline, GroupJson group, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(Tone.GOOD, headline));
        for (BookingJson b : group.bookings()) {
            blocks.add(Cards.headline(b, clock));
        }
        return new Reply(Outcome.DONE, blocks);
    }
}
