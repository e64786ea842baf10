package io.laas.jenkins.bench;

import static org.awaitility.Awaitility.await;

import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.vpod.VpodState;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** A lab with many virtual pods that are ready. */
final class BenchLab {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Caller SOMEBODY =
            new Caller(Actor.of(new UserId("somebody"), Channel.WEB), EnumSet.of(Right.BOOK, Right.VIEW));

    private final int vpods;

    private BenchLab(int vpods) {
        this.vpods = vpods;
    }

    /** Makes it, with vpods {@code v1} and so on, and waits until all of them are ready. */
    static BenchLab with(int vpods) {
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(text(vpods))));
        BenchLab lab = new BenchLab(vpods);
        lab.awaitAllFree();
        return lab;
    }

    private static String text(int vpods) {
        StringBuilder text = new StringBuilder("""
                lab: {name: bench, title: Bench, contact: nobody, zone: UTC}
                hosts:
                  - {name: h1, uri: 'qemu:///system', accel: auto, cores: 4096, memory: 4T, disk: 100T, storage: /var/lib/laas/bench, addresses: 10.0.0.0/8}
                images:
                  - {name: guest, file: guest.qcow2, os: debian, user: laas}
                pods:
                  - name: one
                    networks: [{name: admin, addressing: dhcp}]
                    machines: [{name: jump, role: jumphost, cores: 1, memory: 256M, disk: 4G, networks: [admin]}]
                configs:
                  - {name: hello, image: guest}
                policy: {max-active: 100000, max-future: 100000, min-length: 1s, cleaning: 0s}
                vpods:
                """);
        for (int i = 1; i <= vpods; i++) {
            text.append("  - {name: v").append(i).append(", host: h1, pod: one, config: hello}\n");
        }
        return text.toString();
    }

    private static Engine engine() {
        return LaasRuntime.get().engine();
    }

    void awaitAllFree() {
        await("all vpods are free")
                .atMost(LONG)
                .until(() -> engine().vpods().list().stream()
                                .filter(v -> v.state() == VpodState.FREE)
                                .count()
                        == vpods);
    }

    /** Books a vpod for somebody else and waits until it is in use. */
    BookingId hold(String vpod) {
        BookingId id = book(vpod);
        awaitActive(1);
        return id;
    }

    /** Books all of them for somebody else and waits until they are in use. */
    List<BookingId> bookAll() {
        List<BookingId> all = new ArrayList<>();
        for (int i = 1; i <= vpods; i++) {
            all.add(book("v" + i));
        }
        awaitActive(vpods);
        return all;
    }

    private static BookingId book(String vpod) {
        BookingRequest request = BookingRequest.of(new PodId("one"), SOMEBODY.user())
                .vpod(new VpodId(vpod))
                .length(Duration.ofHours(8))
                .build();
        BookingDecision decision = engine().bookings().book(request, SOMEBODY);
        if (decision instanceof BookingDecision.Granted granted) {
            return granted.booking().id();
        }
        throw new IllegalStateException("not granted: " + decision);
    }

    private static void awaitActive(int number) {
        BookingFilter active = BookingFilter.all(500).in(EnumSet.of(BookingState.PROVISIONING, BookingState.SCHEDULED));
        await(number + " bookings are active")
                .atMost(LONG)
                .until(() ->
                        engine().bookings().list(active, Caller.SYSTEM).items().isEmpty());
    }

    void release(BookingId booking) {
        engine().bookings().release(booking, "enough", SOMEBODY);
    }
}
