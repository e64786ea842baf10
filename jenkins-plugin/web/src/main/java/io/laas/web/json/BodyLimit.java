package io.laas.web.json;

import io.laas.web.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses bodies of more than 1 MiB, by the announced length where there is one and by counting in any case. A little more is
 * read and thrown away first: a connection that is closed on unread data is reset, and the sender would never see the answer.
 * For the same reason a body that nobody read, as that of a request without a token, is read before the answer goes out: the
 * host would close the connection behind an answer that does not say so, and the sender's next request on it would be lost.
 */
@Provider
@PreMatching
@Priority(100)
public final class BodyLimit implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(BodyLimit.class);

    /** Largest body in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_THROWN_AWAY = 4 * MAX_BYTES;
    private static final String BODY = "laas.body";

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > MAX_BYTES) {
            throwAway(request.getEntityStream());
            throw tooLarge();
        }
        InputStream body = request.getEntityStream();
        request.setProperty(BODY, body);
        request.setEntityStream(new Counting(body));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.POST) && request.getProperty(BODY) instanceof InputStream body) {
            throwAway(body);
        }
    }

    private static void throwAway(InputStream body) {
        try {
            byte[] buffer = new byte[8192];
            int left = MAX_THROWN_AWAY;
            for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
                left -= n;
            }
        } catch (IOException e) {
            LOG.debug("The rest of a body that is too large did not come", e);
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(413, "BODY_TOO_LARGE", "the body must be at most 1 MiB");
    }

    private static final class Counting extends FilterInputStream {
        private long left = MAX_BYTES;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            take(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            take(Math.max(n, 0));
            return n;
        }

        private void take(int n) {
            left -= n;
            if (left < 0) {
                throwAway(in);
                throw tooLarge();
            }
        }
    }
}
