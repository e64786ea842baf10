package io.laas.provisioner.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Libvirt's test driver: everything but machines, disks and packets, in this process. */
final class TestDriver {
    private static final String HOST = """
            <node>
              <cpu><mhz>2000</mhz><model>qemu64</model><active>4</active><nodes>1</nodes><sockets>1</sockets>
                <cores>4</cores><threads>1</threads></cpu>
              <memory>8388608</memory>
            </node>
            """;

    private TestDriver() {}

    /** Returns the URI of an empty host; each connection to it is a host of its own. */
    static String uri(Path directory) {
        try {
            Path file = directory.resolve("host.xml");
            Files.writeString(file, HOST);
            return "test://" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
