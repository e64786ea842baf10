package io.laas.jenkins;

import io.laas.model.Names;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes one line to the logger {@code io.laas.audit} for each change and each refusal: what, about which thing, by whom and
 * through which channel. Events hold no secrets; those that tell of the progress of work are left out.
 */
final class AuditLog implements Consumer<Event> {
    private static final Logger AUDIT = Logger.getLogger("io.laas.audit");
    private static final Set<EventType> PROGRESS =
            EnumSet.of(EventType.TASK_CHANGED, EventType.OPERATION_QUEUED, EventType.OPERATION_STARTED);

    /** Controls, line breaks, and what turns the direction of text. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final int MAX_VALUE = 300;

    @Override
    public void accept(Event event) {
        if (!PROGRESS.contains(event.type())) {
            AUDIT.info(() -> line(event));
        }
    }

    /** Returns the line of an event, with the values in a fixed order and without line breaks. */
    static String line(Event event) {
        Map<String, String> values = new TreeMap<>(event.data());
        event.lab().ifPresent(lab -> values.put("lab", lab.value()));
        event.vpod().ifPresent(vpod -> values.put("vpod", vpod.value()));
        event.booking().ifPresent(booking -> values.put("booking", booking.toString()));
        event.operation().ifPresent(operation -> values.put("operation", operation.toString()));
        event.actor().via().ifPresent(via -> values.put("via", via.value()));
        String told = values.entrySet().stream()
                .map(e -> e.getKey() + "=\"" + shown(e.getValue()) + '"')
                .collect(Collectors.joining(" "));
        return "#%d %s by %s (%s) %s"
                .formatted(
                        event.sequence(),
                        event.type(),
                        event.actor().user(),
                        event.actor().channel(),
                        told)
                .strip();
    }

    private static String shown(String value) {
        return Names.clean(INVISIBLE.matcher(value).replaceAll(" "), MAX_VALUE).replace('"', '\'');
    }
}
