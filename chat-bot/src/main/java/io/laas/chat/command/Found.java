package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.model.BookingId;
import io.laas.model.wire.BookingJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the booking a caller means: the one named, or the only one there is. What stands in the way is an answer: which ones
 * there are to choose from, or how to make one.
 */
final class Found {
    private Found() {}

    /** Answers for the booking named by parameter {@code booking}, or the caller's only open one. */
    static Answer booking(Server server, Invocation in, Function<BookingJson, Answer> answer) {
        return named(server, in, in.args().text("booking"), answer);
    }

    static Answer named(Server server, Invocation in, Optional<String> name, Function<BookingJson, Answer> answer) {
        LaasClient client = server.client(in);
        if (name.isEmpty()) {
            return client.bookings(true, Cards.OPEN, null, 50)
                    .either(list -> only(in, list, answer), error -> Problems.of(error, server.clock(in)));
        }
        Optional<BookingId> id = id(name.get());
        if (id.isEmpty()) {
            return in.wrong(Texts.of("booking.notid", name.get()));
        }
        ApiResult<BookingJson> found = client.booking(id.get().toString());
        return found.either(answer, error -> Problems.of(error, server.clock(in), Texts.of("booking.seelist")));
    }

    /**
     * Answers for the booking named by parameter {@code booking}, or the caller's only one of a kind.
     *
     * @param none the text that says that there is none of the kind
     */
    static Answer among(
            Server server,
            Invocation in,
            Predicate<BookingJson> kind,
            String none,
            Function<BookingJson, Answer> answer) {
        Optional<String> name = in.args().text("booking");
        if (name.isPresent()) {
            return named(server, in, name, answer);
        }
        return server.client(in)
                .bookings(true, Cards.OPEN, null, 50)
                .either(
                        list -> {
                            List<BookingJson> these = list.stream().filter(kind).toList();
                            return these.isEmpty() ? Reply.refused("NO_BOOKING", none) : only(in, these, answer);
                        },
                        error -> Problems.of(error, server.clock(in)));
    }

    static Optional<BookingId> id(String text) {
        try {
            return Optional.of(BookingId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer only(Invocation in, List<BookingJson> list, Function<BookingJson, Answer> answer) {
        List<BookingJson> active =
                list.stream().filter(b -> b.state().equals("ACTIVE")).toList();
        List<BookingJson> candidates = active.size() == 1 ? active : list;
        if (candidates.isEmpty()) {
            return Reply.refused("NO_BOOKING", Texts.of("booking.none"), Texts.of("booking.none.next"));
        }
        if (candidates.size() == 1) {
            return answer.apply(candidates.get(0));
        }
        List<Block.Choice> choices = candidates.stream()
                .map(b -> new Block.Choice(
                        b.pod() + ", " + b.state(), in.command().name() + " " + b.id()))
                .toList();
        return new Reply(Outcome.USAGE, List.of(new Block.Choices(Texts.of("booking.which"), choices)));
    }
}
