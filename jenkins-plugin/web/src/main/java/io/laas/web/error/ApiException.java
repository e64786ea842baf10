package io.laas.web.error;

import io.laas.model.wire.ErrorJson;
import java.util.Map;

/** Ends a request with an error answer. The message is meant for the caller: what, which, why and what next. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> details;
    private final int retryAfterSeconds;

    public ApiException(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    public ApiException(int status, String code, String message, Map<String, Object> details) {
        this(status, new ErrorJson(code, message, Map.copyOf(details)), 0);
    }

    private ApiException(int status, ErrorJson error, int retryAfterSeconds) {
        super(error.message(), null, false, false);
        this.status = status;
        this.code = error.code();
        this.details = error.details();
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The request itself is wrong. */
    public static ApiException invalid(String message) {
        return new ApiException(400, "INVALID", message);
    }

    /** The caller sent too many requests and may come again after some seconds. */
    public static ApiException tooMany(String message, int retryAfterSeconds) {
        return new ApiException(429, new ErrorJson("TOO_MANY_REQUESTS", message, Map.of()), retryAfterSeconds);
    }

    /** The server has no room for another long-lived request just now. */
    public static ApiException busy(String message, int retryAfterSeconds) {
        return new ApiException(503, new ErrorJson("SERVER_BUSY", message, Map.of()), retryAfterSeconds);
    }

    public int status() {
        return status;
    }

    public ErrorJson error() {
        return new ErrorJson(code, getMessage(), details == null ? Map.of() : details);
    }

    /** Returns after how many seconds it is worth trying again; 0 if that cannot be told. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
