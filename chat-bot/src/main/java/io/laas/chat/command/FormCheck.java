package io.laas.chat.command;

import io.laas.chat.core.Form;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Texts;
import io.laas.chat.time.LengthText;
import io.laas.chat.time.ReadTime;
import io.laas.chat.time.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds what can be seen to be wrong in a form without asking the server. */
public final class FormCheck {
    private FormCheck() {}

    /** Returns a sentence for each input that cannot be used, by parameter. */
    public static Map<String, String> wrong(Form form, Map<String, String> values, Instant now, ZoneId zone) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Form.Input input : form.inputs()) {
            String value = values.getOrDefault(input.param(), "").strip();
            if (value.isEmpty() && input.required()) {
                wrong.put(input.param(), Texts.of("form.missing"));
            } else if (!value.isEmpty()
                    && input.kind() == Kind.LENGTH
                    && LengthText.read(value).isEmpty()) {
                wrong.put(input.param(), Texts.of("times.length", value));
            } else if (!value.isEmpty()
                    && input.kind() == Kind.TIME
                    && TimeText.start(value, now, zone) instanceof ReadTime.Bad bad) {
                wrong.put(input.param(), bad.message());
            }
        }
        return wrong;
    }
}
