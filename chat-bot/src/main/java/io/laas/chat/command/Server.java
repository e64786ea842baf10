package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Invocation;
import io.laas.chat.time.Clock;
import io.laas.model.Channel;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What commands need of the world: the server as a caller may use it, and the time.
 *
 * @param clients the API with the caller's rights
 * @param time for what is left of a booking
 */
public record Server(Function<Caller, LaasClient> clients, InstantSource time) {
    /** Returns the API as the caller may use it; all changes of one invocation are one request, however often it is sent. */
    LaasClient client(Invocation in) {
        return clients.apply(in.caller()).keyed(in.id());
    }

    Clock clock(Invocation in) {
        return clock(in.caller());
    }

    Clock clock(Caller caller) {
        return new Clock(caller.zone(), time.instant(), caller.channel() != Channel.CONSOLE);
    }
}
