package io.laas.chat.core;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the chat, by key; English. Values are {@link String#format} patterns. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("io.laas.chat.core.Texts", Locale.ROOT, Texts.class.getClassLoader());

    private Texts() {}

    /** Returns the text, with its values filled in. */
    public static String of(String key, Object... values) {
        String pattern = BUNDLE.getString(key);
        return values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
    }
}
