package io.laas.chat.slack;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.MultiUsersSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import io.laas.chat.core.Form;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Forms as Slack shows them, in a modal. */
final class SlackForm {
    private static final String PREFIX = "laas-form:";
    private static final String VALUE = "value";
    private static final String SEPARATOR = ":";
    private static final int MAX_TITLE = 24;
    private static final int MAX_OPTIONS = 100;
    private static final int MAX_OPTION = 75;
    private static final int MAX_HINT = 150;
    private static final int MAX_TEXT = 500;

    private SlackForm() {}

    /** Returns the modal that is open while what there is to choose from is looked up. */
    static View loading(Form form, String channel) {
        LayoutBlock text =
                SectionBlock.builder().text(text(Texts.of("form.loading"))).build();
        return modal(form, channel).blocks(List.of(text)).build();
    }

    static View view(Form form, String channel) {
        return modal(form, channel)
                .submit(ViewSubmit.builder()
                        .type("plain_text")
                        .text(Texts.of("form.submit"))
                        .build())
                .blocks(form.inputs().stream().map(SlackForm::block).toList())
                .build();
    }

    private static View.ViewBuilder modal(Form form, String channel) {
        String title = Plain.shortened(form.title(), MAX_TITLE);
        return View.builder()
                .type("modal")
                .callbackId(PREFIX + form.command())
                .privateMetadata(channel)
                .title(ViewTitle.builder().type("plain_text").text(title).build())
                .close(ViewClose.builder()
                        .type("plain_text")
                        .text(Texts.of("form.cancel"))
                        .build());
    }

    private static LayoutBlock block(Form.Input input) {
        return InputBlock.builder()
                .blockId(block(input.param(), input.options()))
                .dispatchAction(input.kind() == Kind.POD && !input.options().isEmpty())
                .label(text(input.label()))
                .hint(text(Plain.shortened(input.hint(), MAX_HINT)))
                .optional(!input.required())
                .element(element(input))
                .build();
    }

    /**
     * Slack keeps what was filled into a block that is there again under its id when a view is replaced; what can be chosen from
     * another list than before has another id.
     */
    private static String block(String param, List<Form.Option> options) {
        return options.isEmpty() ? param : param + SEPARATOR + Integer.toHexString(options.hashCode());
    }

    private static String param(String block) {
        return block.split(SEPARATOR, 2)[0];
    }

    private static BlockElement element(Form.Input input) {
        if (input.kind() == Kind.USERS) {
            return MultiUsersSelectElement.builder().actionId(VALUE).build();
        }
        return input.options().isEmpty() ? typed(input) : chosen(input);
    }

    private static BlockElement typed(Form.Input input) {
        PlainTextInputElement.PlainTextInputElementBuilder text =
                PlainTextInputElement.builder().actionId(VALUE).maxLength(MAX_TEXT);
        return input.initial().isEmpty()
                ? text.build()
                : text.initialValue(input.initial()).build();
    }

    private static BlockElement chosen(Form.Input input) {
        List<OptionObject> options = input.options().stream()
                .filter(o -> o.value().length() <= MAX_HINT)
                .limit(MAX_OPTIONS)
                .map(o -> OptionObject.builder()
                        .text(text(Plain.shortened(Plain.line(o.label()), MAX_OPTION)))
                        .value(o.value())
                        .build())
                .toList();
        Optional<OptionObject> first = options.stream()
                .filter(o -> o.getValue().equals(input.initial()))
                .findFirst();
        return StaticSelectElement.builder()
                .actionId(VALUE)
                .options(options)
                .initialOption(first.orElse(null))
                .build();
    }

    private static PlainTextObject text(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    /** Returns the command whose form it is. */
    static Optional<String> command(View view) {
        String id = view.getCallbackId();
        return id != null && id.startsWith(PREFIX) ? Optional.of(id.substring(PREFIX.length())) : Optional.empty();
    }

    /** Returns what was filled in, by parameter. */
    static Map<String, String> values(View view, String team) {
        Map<String, String> values = new HashMap<>();
        filled(view)
                .forEach((block, elements) -> Optional.ofNullable(elements.get(VALUE))
                        .map(v -> value(v, team))
                        .ifPresent(v -> values.put(param(block), v)));
        return values;
    }

    private static Map<String, Map<String, ViewState.Value>> filled(View view) {
        return view.getState() == null ? Map.of() : view.getState().getValues();
    }

    /** Returns sentences about parameters by the block in which each was filled in. */
    static Map<String, String> byBlock(View view, Map<String, String> sentences) {
        Map<String, String> blocks = new HashMap<>();
        filled(view).keySet().stream()
                .filter(block -> sentences.containsKey(param(block)))
                .forEach(block -> blocks.put(block, sentences.get(param(block))));
        return blocks;
    }

    private static String value(ViewState.Value value, String team) {
        if (value.getSelectedUsers() != null) {
            return value.getSelectedUsers().stream()
                    .map(u -> "@" + SlackIntake.identity(team, u))
                    .collect(Collectors.joining(" "));
        }
        return value.getSelectedOption() != null
                ? value.getSelectedOption().getValue()
                : SlackText.typed(value.getValue(), team);
    }
}
