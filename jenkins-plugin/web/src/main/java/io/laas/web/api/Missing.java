package io.laas.web.api;

import io.laas.model.Names;
import io.laas.web.error.ApiException;
import java.util.function.Supplier;

/** Says that something named in a path is not there. */
final class Missing {
    private static final int SHOWN = 60;

    private Missing() {}

    /** Returns a supplier of 404 with {@code code}; {@code list} is the path that lists what there is. */
    static Supplier<ApiException> of(String code, String what, Object name, String list) {
        return () -> new ApiException(
                404,
                code,
                "There is no %s %s; %s lists all.".formatted(what, Names.clean(String.valueOf(name), SHOWN), list));
    }
}
