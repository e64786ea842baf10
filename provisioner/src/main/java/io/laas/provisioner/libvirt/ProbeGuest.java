package io.laas.provisioner.libvirt;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A boot sector that switches to 32-bit protected mode, counts to a hundred million and prints a line on the serial port. A
 * processor that really runs guests is through in a tenth of a second; one that only claims to (it interprets what the guest
 * does, instruction by instruction) takes minutes. The source is the resource {@code probe-guest.s}.
 */
final class ProbeGuest {
    /** What it prints when it is through. */
    static final String SIGN = "laas-probe ok";

    private static final int SECTOR = 512;
    private static final String PROGRAM = "fa31c08ed80f0116687c0f20c00c010f22c0ea177c080066b810008ed8b9"
            + "00e1f5054975fdbe3a7c0000baf8030000ac84c07403eeebf8f4ebfd6c61"
            + "61732d70726f6265206f6b0d0a008db6000000000000000000000000ffff"
            + "0000009acf00ffff00000092cf001700507c0000";

    private ProbeGuest() {}

    /** Returns the disk. */
    static byte[] disk() {
        byte[] disk = Arrays.copyOf(HexFormat.of().parseHex(PROGRAM), SECTOR);
        disk[SECTOR - 2] = 0x55;
        disk[SECTOR - 1] = (byte) 0xaa;
        return disk;
    }

    static String domainXml(String name, String disk, String log) {
        return new XmlWriter("domain", "type", "kvm")
                .leaf("name", name)
                .leaf("memory", 16, "unit", "MiB")
                .leaf("vcpu", 1)
                .open("os")
                .leaf("type", "hvm", "arch", "x86_64")
                .empty("boot", "dev", "hd")
                .close()
                .open("devices")
                .open("disk", "type", "file", "device", "disk")
                .empty("driver", "name", "qemu", "type", "raw")
                .empty("source", "file", disk)
                .empty("target", "dev", "hda", "bus", "ide")
                .close()
                .open("serial", "type", "pty")
                .empty("log", "file", log, "append", "on")
                .close()
                .empty("controller", "type", "usb", "model", "none")
                .empty("memballoon", "model", "none")
                .finish();
    }
}
