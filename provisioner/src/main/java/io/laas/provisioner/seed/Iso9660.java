package io.laas.provisioner.seed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a few small files as an ISO 9660 image (ECMA-119, 4th edition) with Rock Ridge names (SUSP and RRIP, 1991A), so that
 * Linux shows {@code meta-data} and not {@code META_DAT}. One directory, files of less than 4 GiB, no dates: the same content
 * always gives the same bytes.
 */
final class Iso9660 {
    private static final int SECTOR = 2048;
    private static final int DESCRIPTOR = 16;
    private static final int TERMINATOR = 17;
    private static final int PATHS_LITTLE = 18;
    private static final int PATHS_BIG = 19;
    private static final int ROOT = 20;
    private static final int FIRST_FILE = 21;

    /** 128 KiB: busybox gives up on a device in whose first 68 KiB it cannot look for all file systems it knows. */
    private static final int MIN_SECTORS = 64;

    private static final int PATH_TABLE_SIZE = 10;
    private static final int MAX_NAME = 64;
    private static final byte DIRECTORY = 2;
    private static final int MODE_DIRECTORY = 0040555;
    private static final int MODE_FILE = 0100444;
    private static final byte[] SELF = {0};
    private static final byte[] PARENT = {1};

    private record Entry(String name, byte[] identifier, int sector, byte[] content) {}

    private Iso9660() {}

    /**
     * Returns the image.
     *
     * @param label volume label, at most 32 characters
     * @param files content by name in the root directory; names differ in their first eight letters and digits
     */
    static byte[] image(String label, Map<String, byte[]> files) {
        List<Entry> entries = entries(files);
        int used = entries.stream().mapToInt(e -> e.sector() + sectors(e)).max().orElse(FIRST_FILE);
        int sectors = Math.max(used, MIN_SECTORS);
        ByteBuffer image = ByteBuffer.allocate(sectors * SECTOR);
        primaryDescriptor(image.slice(DESCRIPTOR * SECTOR, SECTOR), label, sectors);
        image.slice(TERMINATOR * SECTOR, SECTOR)
                .put((byte) 255)
                .put(ascii("CD001"))
                .put((byte) 1);
        pathTable(image.slice(PATHS_LITTLE * SECTOR, SECTOR).order(ByteOrder.LITTLE_ENDIAN));
        pathTable(image.slice(PATHS_BIG * SECTOR, SECTOR));
        rootDirectory(image.slice(ROOT * SECTOR, SECTOR), entries);
        entries.forEach(e -> image.put(e.sector() * SECTOR, e.content()));
        return image.array();
    }

    /** Sorted by identifier, as section 9.3 wants the records of a directory. */
    private static List<Entry> entries(Map<String, byte[]> files) {
        Map<String, String> names = new TreeMap<>();
        files.keySet().forEach(name -> {
            if (name.length() > MAX_NAME || names.put(identifier(name), name) != null) {
                throw new IllegalArgumentException("file name does not fit on the seed image: " + name);
            }
        });
        List<Entry> entries = new ArrayList<>();
        int sector = FIRST_FILE;
        for (var name : names.entrySet()) {
            Entry entry = new Entry(name.getValue(), ascii(name.getKey()), sector, files.get(name.getValue()));
            entries.add(entry);
            sector += sectors(entry);
        }
        return entries;
    }

    private static int sectors(Entry entry) {
        return Math.max(1, (entry.content().length + SECTOR - 1) / SECTOR);
    }

    /** Section 7.5.1 and 10.1 (level 1): eight d-characters, a full stop, a version. */
    private static String identifier(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return plain.substring(0, Math.min(8, plain.length())) + ".;1";
    }

    /** Section 8.4. */
    private static void primaryDescriptor(ByteBuffer d, String label, int sectors) {
        d.put((byte) 1).put(ascii("CD001")).put((byte) 1).put((byte) 0);
        d.put(padded("LINUX", 32)).put(padded(label, 32)).put(new byte[8]);
        both32(d, sectors);
        d.put(new byte[32]);
        both16(d, 1);
        both16(d, 1);
        both16(d, SECTOR);
        both32(d, PATH_TABLE_SIZE);
        d.order(ByteOrder.LITTLE_ENDIAN).putInt(PATHS_LITTLE).putInt(0);
        d.order(ByteOrder.BIG_ENDIAN).putInt(PATHS_BIG).putInt(0);
        record(d, SELF, ROOT, SECTOR, DIRECTORY, new byte[0]);
        d.put(padded("", 4 * 128)).put(padded("", 3 * 37));
        for (int date = 0; date < 4; date++) {
            d.put(ascii("0".repeat(16))).put((byte) 0);
        }
        d.put((byte) 1);
    }

    /** Section 9.4: the root is its own parent. */
    private static void pathTable(ByteBuffer table) {
        table.put((byte) 1)
                .put((byte) 0)
                .putInt(ROOT)
                .putShort((short) 1)
                .put(SELF)
                .put((byte) 0);
    }

    private static void rootDirectory(ByteBuffer directory, List<Entry> entries) {
        record(directory, SELF, ROOT, SECTOR, DIRECTORY, join(sharing(), posix(MODE_DIRECTORY, 2), extensions()));
        record(directory, PARENT, ROOT, SECTOR, DIRECTORY, posix(MODE_DIRECTORY, 2));
        for (Entry e : entries) {
            byte[] use = join(posix(MODE_FILE, 1), alternateName(e.name()));
            record(directory, e.identifier(), e.sector(), e.content().length, (byte) 0, use);
        }
    }

    /** Section 9.1, followed by the system use area. */
    private static void record(ByteBuffer b, byte[] identifier, int sector, int size, byte flags, byte[] use) {
        int head = 33 + identifier.length + (identifier.length + 1) % 2;
        int length = head + use.length + use.length % 2;
        int start = b.position();
        b.put((byte) length).put((byte) 0);
        both32(b, sector);
        both32(b, size);
        b.put(new byte[] {100, 1, 1, 0, 0, 0, 0}).put(flags).put((byte) 0).put((byte) 0);
        both16(b, 1);
        b.put((byte) identifier.length).put(identifier);
        b.position(start + head).put(use).position(start + length);
    }

    /** SUSP section 5.3, entry SP. */
    private static byte[] sharing() {
        return new byte[] {'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0};
    }

    /** SUSP section 5.5, entry ER. */
    private static byte[] extensions() {
        byte[] id = ascii("RRIP_1991A");
        return join(new byte[] {'E', 'R', (byte) (8 + id.length), 1, (byte) id.length, 0, 0, 1}, id);
    }

    /** RRIP section 4.1.1, entry PX. */
    private static byte[] posix(int mode, int links) {
        ByteBuffer b = ByteBuffer.allocate(36).put(new byte[] {'P', 'X', 36, 1});
        both32(b, mode);
        both32(b, links);
        both32(b, 0);
        both32(b, 0);
        return b.array();
    }

    /** RRIP section 4.1.4, entry NM. */
    private static byte[] alternateName(String name) {
        byte[] text = ascii(name);
        return join(new byte[] {'N', 'M', (byte) (5 + text.length), 1, 0}, text);
    }

    /** Section 7.3.3: little-endian, then big-endian. */
    private static void both32(ByteBuffer b, int value) {
        b.putInt(Integer.reverseBytes(value)).putInt(value);
    }

    /** Section 7.2.3. */
    private static void both16(ByteBuffer b, int value) {
        b.putShort(Short.reverseBytes((short) value)).putShort((short) value);
    }

    private static byte[] padded(String text, int length) {
        return ascii(text + " ".repeat(length - text.length()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
