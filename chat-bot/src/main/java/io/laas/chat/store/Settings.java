package io.laas.chat.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Single values by name. */
public final class Settings {
    private static final String GET = "select text from setting where name = :name";
    private static final String PUT = "merge into setting (name, text) key (name) values (:name, :text)";

    private final Handle handle;

    Settings(Handle handle) {
        this.handle = handle;
    }

    public Optional<String> get(String name) {
        return handle.createQuery(GET).bind("name", name).mapTo(String.class).findOne();
    }

    public void put(String name, String text) {
        handle.createUpdate(PUT).bind("name", name).bind("text", text).execute();
    }
}
