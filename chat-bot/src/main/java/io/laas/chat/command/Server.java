package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Invocation;
import io.laas.chat.time.Clock;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What commands need of the world: the server as a caller may use it, and the time.
 *
 * @param clients the API with the caller's rights
 * @param time for what is left of a booking
 */
public record Server(Function<Caller, LaasClient> clients, InstantSource time) {
    LaasClient client(Invocation in) {
        return clients.apply(in.caller());
    }

    Clock clock(Invocation in) {
        return new Clock(in.caller().zone(), time.instant());
    }
}
