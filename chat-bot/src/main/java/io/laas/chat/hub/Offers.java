package io.laas.chat.hub;

import io.laas.chat.command.NameSource;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Param;
import java.util.List;
import java.util.Locale;

/** What may stand for a value. Thread-safe. */
final class Offers {
    private static final List<String> LENGTHS = List.of("2h", "12h", "1d", "3d", "1w");
    private static final List<String> TIMES = List.of("tomorrow 9:00", "friday 18:00", "in 3 days");

    private final NameSource names;
    private final CommandRouter router;

    Offers(NameSource names, CommandRouter router) {
        this.names = names;
        this.router = router;
    }

    /** Returns the offers that hold what was typed, those that begin with it first. */
    List<String> of(Caller caller, Typing typing) {
        String typed = typing.begun().strip().toLowerCase(Locale.ROOT);
        return known(caller, typing).stream()
                .filter(o -> o.toLowerCase(Locale.ROOT).contains(typed))
                .sorted((a, b) -> Boolean.compare(starts(b, typed), starts(a, typed)))
                .toList();
    }

    private static boolean starts(String offer, String typed) {
        return offer.toLowerCase(Locale.ROOT).startsWith(typed);
    }

    private List<String> known(Caller caller, Typing typing) {
        Param param = typing.param();
        if (!param.values().isEmpty()) {
            return param.values();
        }
        return switch (param.kind()) {
            case LENGTH -> LENGTHS;
            case TIME -> TIMES;
            case COMMAND -> router.models().stream().map(CommandModel::name).toList();
            case TEXT, SENTENCE, FLAG, USERS -> List.of();
            case BOOKING, POD, CONFIG, LAB, HOST, VPOD, OUTAGE, INSTALLER ->
                names.names(caller, param.kind(), typing.given(Kind.POD));
        };
    }
}
