package io.laas.chat.discord;

import io.laas.chat.core.Form;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Plain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.label.LabelChildComponent;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.SelectTarget;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/** Forms as Discord shows them. */
final class DiscordForm {
    private static final String PREFIX = "laas-form:";
    private static final int MAX_INPUTS = 5;
    private static final int MAX_OPTIONS = 25;
    private static final int MAX_LABEL = 45;
    private static final int MAX_HINT = 100;
    private static final int MAX_TEXT = 500;

    private DiscordForm() {}

    static Modal modal(Form form) {
        List<Label> labels =
                form.inputs().stream().limit(MAX_INPUTS).map(DiscordForm::label).toList();
        return Modal.create(PREFIX + form.command(), Plain.shortened(form.title(), MAX_LABEL))
                .addComponents(labels)
                .build();
    }

    private static Label label(Form.Input input) {
        return Label.of(
                Plain.shortened(input.label(), MAX_LABEL), Plain.shortened(input.hint(), MAX_HINT), field(input));
    }

    private static LabelChildComponent field(Form.Input input) {
        if (input.kind() == Kind.USERS) {
            return people(input);
        }
        return input.options().isEmpty() ? text(input) : menu(input);
    }

    private static TextInput text(Form.Input input) {
        TextInput.Builder text = TextInput.create(input.param(), TextInputStyle.SHORT)
                .setRequired(input.required())
                .setMaxLength(MAX_TEXT);
        return input.initial().isEmpty()
                ? text.build()
                : text.setValue(input.initial()).build();
    }

    private static EntitySelectMenu people(Form.Input input) {
        return EntitySelectMenu.create(input.param(), SelectTarget.USER)
                .setRequired(input.required())
                .setRequiredRange(input.required() ? 1 : 0, MAX_OPTIONS)
                .build();
    }

    private static StringSelectMenu menu(Form.Input input) {
        StringSelectMenu.Builder menu = StringSelectMenu.create(input.param())
                .setRequired(input.required())
                .setRequiredRange(input.required() ? 1 : 0, 1);
        input.options().stream()
                .filter(o -> o.value().length() <= MAX_HINT)
                .limit(MAX_OPTIONS)
                .forEach(o -> menu.addOption(Plain.shortened(Plain.line(o.label()), MAX_HINT), o.value()));
        return input.initial().isEmpty()
                ? menu.build()
                : menu.setDefaultValues(input.initial()).build();
    }

    /** Returns the command whose form it is. */
    static Optional<String> command(String id) {
        return id.startsWith(PREFIX) ? Optional.of(id.substring(PREFIX.length())) : Optional.empty();
    }

    static Map<String, String> values(List<ModalMapping> given) {
        Map<String, String> values = new HashMap<>();
        given.forEach(m -> values.put(m.getCustomId(), value(m)));
        return values;
    }

    private static String value(ModalMapping mapping) {
        return switch (mapping.getType()) {
            case STRING_SELECT -> String.join(" ", mapping.getAsStringList());
            case USER_SELECT ->
                mapping.getAsLongList().stream().map(DiscordText::person).collect(Collectors.joining(" "));
            default -> DiscordText.typed(mapping.getAsString());
        };
    }
}
