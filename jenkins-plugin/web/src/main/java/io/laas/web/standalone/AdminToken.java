package io.laas.web.standalone;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.IssuedToken;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.model.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The admin's token, kept in a file of the data directory that only its owner can read (mode 0600). */
final class AdminToken {
    private static final UserId ADMIN = new UserId("admin");

    private final Path file;

    AdminToken(Path data) {
        this.file = data.resolve("admin-token");
    }

    /** Makes the first token of a new store, or a further one if that is asked for; returns its secret. */
    Optional<String> ensure(AccountService accounts, boolean further) {
        Optional<IssuedToken> made = accounts.firstAdminToken();
        if (made.isEmpty() && further) {
            made = Optional.of(further(accounts));
        }
        made.ifPresent(token -> write(token.secret()));
        return made.map(IssuedToken::secret);
    }

    private static IssuedToken further(AccountService accounts) {
        Set<Right> rights = EnumSet.of(Right.VIEW, Right.BOOK, Right.MANAGE);
        Answer<IssuedToken> answer = accounts.issue(new NewToken(ADMIN, "admin", rights), Caller.SYSTEM);
        if (answer instanceof Answer.Done<IssuedToken> done) {
            return done.value();
        }
        throw new StartException(
                ((Answer.Refused<IssuedToken>) answer).refusal().message());
    }

    private void write(String secret) {
        FileAttribute<Set<PosixFilePermission>> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path fresh = Files.createTempFile(file.getParent(), "admin-token", ".new", ownerOnly);
            Files.writeString(fresh, secret + System.lineSeparator());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartException("the admin token cannot be written to %s: %s; start again with --new-admin-token"
                    .formatted(file, e.getMessage()));
        }
    }
}
