package io.laas.engine.port;

import io.laas.model.HostId;

/** A host could not be asked, so nothing is known about what is on it. */
public final class HostUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String host;

    public HostUnreachableException(HostId host, String why, Throwable cause) {
        super("host " + host + " cannot be asked: " + why, cause);
        this.host = host.value();
    }

    public HostId host() {
        return new HostId(host);
    }
}
