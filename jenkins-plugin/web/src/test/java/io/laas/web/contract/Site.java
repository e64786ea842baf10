package io.laas.web.contract;

import io.laas.engine.account.Right;
import java.net.URI;

/** A running host of the API with the lab of {@code test-lab.yaml}, whose machines are not real and ready at once. */
public interface Site {
    /** Returns where REST v1 is, without a slash at the end. */
    URI api();

    /** Makes a token for the user with exactly these rights. */
    String token(String user, Right... rights);

    /** Makes such a token, and returns the header {@code Authorization} that carries it. */
    default String authorization(String user, Right... rights) {
        return "Bearer " + token(user, rights);
    }

    /** Returns the status for a POST of somebody unknown: 401, unless something before the API refuses it already. */
    default int statusOfUnknownPoster() {
        return 401;
    }
}
