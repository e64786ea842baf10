package io.laas.chat.core;

import java.util.List;

/** Writes the reference page of the commands from their models. */
public final class CommandReference {
    private CommandReference() {}

    /** Returns the page in Markdown. */
    public static String markdown(List<CommandModel> models) {
        StringBuilder page =
                new StringBuilder("# ").append(Texts.of("reference.title")).append("\n\n");
        page.append(Texts.of("reference.intro")).append("\n\n| | |\n|---|---|\n");
        models.forEach(m -> page.append("| [%s](#%s) | %s |\n".formatted(m.name(), m.name(), m.summary())));
        models.forEach(m -> section(page, m));
        page.append("\n## ").append(Texts.of("reference.times.title")).append("\n\n");
        page.append(Texts.of("reference.times")).append("\n");
        return page.toString();
    }

    private static void section(StringBuilder page, CommandModel m) {
        page.append("\n## ").append(m.name()).append("\n\n").append(m.summary()).append("\n\n");
        page.append("```text\n").append(m.usage()).append("\n```\n\n");
        if (!m.params().isEmpty()) {
            page.append("| | |\n|---|---|\n");
            m.params()
                    .forEach(p -> page.append(
                            "| `%s` | %s |\n".formatted(p.shownName(), p.help().replace("|", "\\|"))));
            page.append('\n');
        }
        if (m.seldom()) {
            page.append(Texts.of("reference.seldom")).append("\n\n");
        }
        page.append(Texts.of("help.examples")).append("\n\n```text\n");
        m.examples().forEach(e -> page.append(e).append('\n'));
        page.append("```\n");
    }
}
