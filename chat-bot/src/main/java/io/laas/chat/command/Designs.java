package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.CopyJson;
import io.laas.model.wire.MadeJson;
import io.laas.model.wire.SharingJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the commands for pods and for configs have in common. */
final class Designs {
    private Designs() {}

    /** Returns the number of the version asked for, null for the latest; empty if it is not a number. */
    static Optional<Integer> version(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** Returns what a copy is called and where it goes, or nothing if it has no name. */
    static Optional<CopyJson> copy(Invocation in) {
        return in.args()
                .text("as")
                .map(name -> new CopyJson(name, in.args().text("to").orElse(null)));
    }

    /** Returns with whom something is to be shared, or nothing if that was not said. */
    static Optional<SharingJson> sharing(Invocation in) {
        return in.args().text("with").map(with -> switch (with.toLowerCase(Locale.ROOT)) {
            case "nobody", "private" -> new SharingJson("PRIVATE", null);
            case "everybody", "public" -> new SharingJson("PUBLIC", null);
            default -> new SharingJson("PROJECT", with);
        });
    }

    static Answer ask(Invocation in, String name) {
        String kind = in.command().name();
        String lab = in.args().text("lab").map(l -> " lab " + l).orElse("");
        return Reply.ask(new Block.Confirm(
                Texts.of("design.ask", kind, name),
                List.of(Texts.of("design.kept")),
                Texts.of("button.delete"),
                kind + " delete " + name + lab + " --yes"));
    }

    static Reply told(String key, Object... values) {
        return Reply.done(new Block.Text(Tone.GOOD, Texts.of(key, values)));
    }

    /** Returns whose it is and who sees it. */
    static String whose(MadeJson made, String lab) {
        return made == null
                ? Texts.of("design.oflab", lab)
                : Texts.of("design.of", made.owner(), shared(made), made.version());
    }

    static String shared(MadeJson made) {
        return shared(made.sharing(), made.project());
    }

    static String shared(String sharing, String project) {
        return switch (sharing) {
            case "PUBLIC" -> Texts.of("design.public");
            case "PROJECT" -> Texts.of("design.project", project);
            default -> Texts.of("design.private");
        };
    }

    static Reply versions(List<MadeJson> versions, Clock clock) {
        List<List<String>> rows = versions.stream()
                .map(m -> List.of(String.valueOf(m.version()), clock.shortTime(m.at())))
                .toList();
        return Reply.done(new Block.Table(List.of(Texts.of("column.version"), Texts.of("column.made")), rows));
    }
}
