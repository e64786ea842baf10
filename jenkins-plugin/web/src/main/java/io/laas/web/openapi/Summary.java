package io.laas.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource method says of itself in the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Summary {
    /** One sentence for people. */
    String value();

    /** Successful statuses with what they mean, for example {@code 202 stands in the queue}. */
    String[] statuses() default {};

    /** Refusals by status and code, for example {@code 409 POD_TAKEN}; those every path can have are left out. */
    String[] refusals() default {};

    /** Body of the answer where the method's return type does not tell. */
    Class<?> body() default Void.class;

    /** What {@link #body} holds one of, for pages and lists. */
    Class<?> of() default Void.class;
}
