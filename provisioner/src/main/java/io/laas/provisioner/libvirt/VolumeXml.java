package io.laas.provisioner.libvirt;

/** Descriptions of volumes. */
final class VolumeXml {
    private static final String READ_ONLY = "0444";
    private static final String PRIVATE = "0600";
    private static final String READABLE = "0644";

    private VolumeXml() {}

    /** A file that nobody writes to once it is filled. */
    static String readOnly(String name, long bytes) {
        return raw(name, bytes, READ_ONLY);
    }

    /** A file of ours. */
    static String file(String name, long bytes) {
        return raw(name, bytes, PRIVATE);
    }

    /** A thin disk over a golden image. */
    static String overlay(String name, int gibibytes, String backingPath) {
        return begin(name)
                .leaf("capacity", gibibytes, "unit", "GiB")
                .leaf("allocation", 0)
                .open("target")
                .empty("format", "type", "qcow2")
                .open("permissions")
                .leaf("mode", PRIVATE)
                .close()
                .close()
                .open("backingStore")
                .leaf("path", backingPath)
                .empty("format", "type", "qcow2")
                .finish();
    }

    /** A disk of its own that QEMU fills, readable as the image under other disks. */
    static String copy(String name, long bytes) {
        return begin(name)
                .leaf("capacity", bytes, "unit", "bytes")
                .leaf("allocation", 0)
                .open("target")
                .empty("format", "type", "qcow2")
                .open("permissions")
                .leaf("mode", READABLE)
                .close()
                .leaf("compat", "1.1")
                .finish();
    }

    private static String raw(String name, long bytes, String mode) {
        return begin(name)
                .leaf("capacity", bytes, "unit", "bytes")
                .leaf("allocation", 0)
                .open("target")
                .empty("format", "type", "raw")
                .open("permissions")
                .leaf("mode", mode)
                .finish();
    }

    private static XmlWriter begin(String name) {
        return new XmlWriter("volume").leaf("name", name);
    }
}
