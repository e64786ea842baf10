package io.laas.jenkins.step.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Keeps the first bytes of what a machine sends; whatever it sends besides takes no memory. */
final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private final boolean refusing;
    private volatile boolean full;

    /**
     * @param most bytes that are kept
     * @param refusing whether more than that is an error; otherwise it is dropped
     */
    Bounded(int most, boolean refusing) {
        this.most = most;
        this.refusing = refusing;
    }

    /** Returns whether there was more than is kept. */
    boolean isFull() {
        return full;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int room = Math.min(length, most - kept.size());
        kept.write(bytes, from, room);
        if (room < length) {
            full = true;
            if (refusing) {
                throw new IOException("more than " + most + " bytes");
            }
        }
    }

    String toString(Charset charset) {
        return kept.toString(charset);
    }
}
