package io.laas.chat.hub;

import io.laas.chat.platform.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The channels in which labs tell what goes on.
 *
 * @param byLab for each platform the channel of each lab; {@code default} is for labs that have none
 */
public record Channels(Map<String, Map<String, String>> byLab) {
    private static final String DEFAULT = "default";

    public Channels {
        byLab = Map.copyOf(byLab);
    }

    /** Returns the channels of a lab, one at most on each platform. */
    List<Target> of(String lab) {
        return byLab.entrySet().stream()
                .flatMap(platform -> Optional.ofNullable(platform.getValue().get(String.valueOf(lab)))
                        .or(() -> Optional.ofNullable(platform.getValue().get(DEFAULT)))
                        .map(channel -> Target.channel(platform.getKey(), channel))
                        .stream())
                .toList();
    }

    /** Returns all channels there are. */
    public Stream<Target> all() {
        return byLab.entrySet().stream()
                .flatMap(p -> p.getValue().values().stream().distinct().map(c -> Target.channel(p.getKey(), c)));
    }
}
