package io.laas.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of the controller: in the store, and beside it in the data directory, so that what it made on hosts is still known as
 * its own when the store was lost.
 */
public final class ControllerTable {
    private static final String FIND = "select id from controller";
    private static final String INSERT = "insert into controller (id, created_at) values (:id, :now)";
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{8,40}");
    private static final String FILE = "controller-id";

    private ControllerTable() {}

    /** Returns the identity; it is made at the first call of all. */
    public static String identity(Store store, Optional<Path> directory) {
        String id = store.write(tx -> tx.handle()
                .createQuery(FIND)
                .mapTo(String.class)
                .findFirst()
                .orElseGet(() -> insert(tx, directory.flatMap(ControllerTable::fromFile))));
        directory.ifPresent(d -> toFile(d, id));
        return id;
    }

    private static String insert(Tx tx, Optional<String> known) {
        String id = known.orElseGet(
                () -> UUID.randomUUID().toString().replace("-", "").substring(0, 16));
        tx.handle().createUpdate(INSERT).bind("id", id).bind("now", tx.now()).execute();
        return id;
    }

    private static Optional<String> fromFile(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                            .filter(id -> FORM.matcher(id).matches())
                    : Optional.empty();
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void toFile(Path directory, String id) {
        Path file = directory.resolve(FILE);
        try {
            if (fromFile(directory).filter(id::equals).isEmpty()) {
                Files.writeString(file, id + "\n");
            }
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
