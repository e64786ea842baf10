package io.laas.engine;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.Labs;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.fake.World;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executor;

/** An engine on a test's database with a clock that can be set and a world in memory. */
public final class Bench implements AutoCloseable {
    /** A thread for each command; the common pool has one thread for all on a machine with two cores from Java 25 on. */
    public static final Executor THREADS = command -> new Thread(command).start();

    public static final Caller ANN = person("ann");
    public static final Caller BOB = person("bob");
    public static final Caller ADMIN =
            new Caller(Actor.of(new UserId("root"), Channel.API), EnumSet.of(Right.VIEW, Right.BOOK, Right.MANAGE));

    public final SettableClock clock = new SettableClock();
    public final World world = new World();
    private final EngineSettings settings;
    private List<Lab> labs;
    private InMemoryPodOperations operations;
    private Engine engine;

    public Bench(EngineSettings settings, Lab... labs) {
        this.settings = settings;
        this.labs = List.of(labs);
        start();
        settle();
    }

    public static EngineSettings inMemory() {
        String url = "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return EngineSettings.at(new EngineSettings.Database(url, "sa", "")).withPoolSize(20);
    }

    public static Caller person(String name) {
        return new Caller(Actor.of(new UserId(name), Channel.CONSOLE), EnumSet.of(Right.VIEW, Right.BOOK));
    }

    private void start() {
        operations = new InMemoryPodOperations(world);
        engine = Engine.open(settings, operations, clock, Runnable::run);
        engine.configure(labs);
    }

    public Engine engine() {
        return engine;
    }

    public InMemoryPodOperations operations() {
        return operations;
    }

    /** Ends the engine as a crash would, and starts another on the same store and world. */
    public void crash() {
        engine.close();
        start();
    }

    public void configure(Lab... newLabs) {
        labs = List.of(newLabs);
        engine.configure(labs);
    }

    /** Ticks and runs operations until nothing happens any more; the clock stands still. */
    public void settle() {
        int before;
        do {
            before = operations.started().size();
            engine.tick();
            operations.runAll();
            engine.tick();
        } while (operations.started().size() > before);
    }

    public void pass(Duration time) {
        clock.move(time);
        settle();
    }

    public static BookingRequest request(Caller caller, PodId pod) {
        return BookingRequest.of(pod, caller.user()).purpose("testing").build();
    }

    public static BookingRequest at(BookingRequest r, Instant start, Duration length) {
        return r.but().start(start).length(length).build();
    }

    public static BookingRequest lasting(BookingRequest r, Duration length) {
        return r.but().length(length).build();
    }

    public static BookingRequest waiting(BookingRequest r) {
        return r.but().mayWait(true).build();
    }

    public static BookingRequest by(BookingRequest r, Booker booker) {
        return r.but().booker(booker).build();
    }

    public static BookingRequest on(BookingRequest r, String vpod) {
        return r.but().vpod(new VpodId(vpod)).build();
    }

    public BookingDecision book(BookingRequest request, Caller caller) {
        return engine.bookings().book(request, caller);
    }

    /** Books what must be granted. */
    public Booking granted(BookingRequest request, Caller caller) {
        BookingDecision decision = book(request, caller);
        if (decision instanceof BookingDecision.Granted granted) {
            return granted.booking();
        }
        throw new AssertionError("not granted: " + decision);
    }

    /** Books a small pod now for some hours, and waits until it is handed over. */
    public Booking active(Caller caller, Duration length) {
        Booking booking = granted(lasting(request(caller, Labs.SMALL), length), caller);
        settle();
        return booking(booking.id());
    }

    public Booking booking(BookingId id) {
        return done(engine.bookings().find(id, ADMIN)).booking();
    }

    public BookingState state(BookingId id) {
        return booking(id).state();
    }

    public static <T> T done(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + answer);
    }

    public static <T> io.laas.model.booking.Refusal refused(Answer<T> answer) {
        if (answer instanceof Answer.Refused<T> refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused: " + answer);
    }

    public static io.laas.model.booking.Refusal refused(BookingDecision decision) {
        if (decision instanceof BookingDecision.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused: " + decision);
    }

    @Override
    public void close() {
        engine.close();
    }
}
