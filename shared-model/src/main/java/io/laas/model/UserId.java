package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Name of an account of the controller (a Jenkins user, or a user of the stand-alone server). */
public record UserId(@JsonValue String value) implements Comparable<UserId> {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");

    /** In the place of people of whom the policy of a lab says that they are to be forgotten; nobody can be it. */
    public static final UserId FORGOTTEN = new UserId("forgotten");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        if (value == null || !USER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "user name must be letters, digits and . _ @ + -, at most 128 characters, was '%s'"
                            .formatted(Names.clean(value, 40)));
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
