package io.laas.chat.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts users of the lab in place of people who were mentioned in a line, whom adapters write as {@code @slack:T1:U2}. */
final class Mentions {
    private static final Pattern MENTION = Pattern.compile("@([a-z]{2,20}(?::[A-Za-z0-9._-]{1,80}){1,2})");

    private Mentions() {}

    /**
     * A line whose mentions were looked up.
     *
     * @param unknown those who are linked to no user
     */
    record Read(String line, List<String> unknown) {}

    static Read read(String line, People people) {
        List<String> unknown = new ArrayList<>();
        String read = MENTION.matcher(line).replaceAll(m -> {
            Optional<String> user = people.user(m.group(1));
            if (user.isEmpty()) {
                unknown.add(m.group());
            }
            return Matcher.quoteReplacement(user.map(u -> "@" + u).orElse(m.group()));
        });
        return new Read(read, unknown);
    }
}
