package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.InstallerJson;
import io.laas.model.wire.LabJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.VpodJson;
import java.util.List;
import java.util.Optional;

/** The names there are on a server; none where it does not answer. */
final class Known {
    private Known() {}

    /** Returns the pods of labs that let one book. */
    static List<String> pods(LaasClient client) {
        return client.pods(null).value().orElse(List.of()).stream()
                .filter(p -> !p.closed())
                .map(p -> p.pod().id().value())
                .distinct()
                .toList();
    }

    /** Returns the configs that go onto the machines of a pod; all, where no pod there is was named. */
    static List<String> configs(LaasClient client, Optional<String> pod) {
        return pod
                .flatMap(p -> client.configs(p).value())
                .or(() -> client.configs(null).value())
                .orElse(List.of())
                .stream()
                .map(c -> c.config().id().value())
                .distinct()
                .toList();
    }

    static List<String> labs(LaasClient client) {
        return client.labs().value().orElse(List.of()).stream().map(LabJson::id).toList();
    }

    static List<String> hosts(LaasClient client) {
        return client.hosts().value().orElse(List.of()).stream()
                .map(HostJson::id)
                .toList();
    }

    static List<String> vpods(LaasClient client) {
        return client.vpods().value().orElse(List.of()).stream()
                .map(VpodJson::id)
                .toList();
    }

    static List<String> bookings(LaasClient client) {
        return client.bookings(true, Cards.OPEN, null, 50).value().orElse(List.of()).stream()
                .map(b -> b.id())
                .toList();
    }

    static List<String> installers(LaasClient client) {
        return client.installers().value().stream()
                .flatMap(all -> all.installers().stream())
                .map(InstallerJson::name)
                .toList();
    }

    static List<String> outages(LaasClient client) {
        return client.outages().value().orElse(List.of()).stream()
                .map(OutageJson::id)
                .toList();
    }
}
