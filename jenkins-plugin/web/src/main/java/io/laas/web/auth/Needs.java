package io.laas.web.auth;

import io.laas.engine.account.Right;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The right, or one of the rights, a caller needs for a resource method. Every method carries this or {@link Open}; the server does not start otherwise. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    /** Any one of these. */
    Right[] value();
}
