package io.laas.model.pod;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.laas.model.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 subnet such as {@code 10.80.3.0/24}.
 *
 * @param base first address as an unsigned 32-bit number, host bits zero
 * @param prefix length of the network part, 8 … 30
 */
public record Cidr(long base, int prefix) {
    private static final int MIN_PREFIX = 8;
    private static final int MAX_PREFIX = 30;
    private static final int BITS = 32;
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    public Cidr {
        if (prefix < MIN_PREFIX || prefix > MAX_PREFIX) {
            throw new IllegalArgumentException("subnet prefix must be /8 to /30, was /" + prefix);
        }
        if ((base & ((1L << (BITS - prefix)) - 1)) != 0) {
            throw new IllegalArgumentException(
                    "subnet must begin at its first address, was " + dotted(base) + "/" + prefix);
        }
    }

    /**
     * Reads the usual text form.
     *
     * @throws IllegalArgumentException if the text is not a subnet or has host bits set
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Cidr parse(String text) {
        Matcher m = FORM.matcher(text == null ? "" : text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "subnet must look like 10.80.3.0/24, was '" + Names.clean(text, 40) + "'");
        }
        return new Cidr(value(m), Integer.parseInt(m.group(5)));
    }

    /**
     * Returns the subnet in which an address such as {@code 10.80.3.17/24} is.
     *
     * @throws IllegalArgumentException if the text is not an address with the length of its network
     */
    public static Cidr around(String text) {
        Matcher m = FORM.matcher(text == null ? "" : text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "address must look like 10.80.3.17/24, was '" + Names.clean(text, 40) + "'");
        }
        int prefix = Integer.parseInt(m.group(5));
        if (prefix < MIN_PREFIX || prefix > MAX_PREFIX) {
            throw new IllegalArgumentException("subnet prefix must be /8 to /30, was /" + prefix);
        }
        return new Cidr(value(m) >> (BITS - prefix) << (BITS - prefix), prefix);
    }

    private static long value(Matcher m) {
        long value = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(m.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException("subnet must look like 10.80.3.0/24, was '" + m.group() + "'");
            }
            value = value << 8 | octet;
        }
        return value;
    }

    /** Returns the number of addresses, network and broadcast address included. */
    public long size() {
        return 1L << (BITS - prefix);
    }

    /** Returns the address at {@code offset} from the base; 1 is the host's own, the last is broadcast. */
    public String address(long offset) {
        if (offset < 0 || offset >= size()) {
            throw new IllegalArgumentException("subnet " + this + " has no address number " + offset);
        }
        return dotted(base + offset);
    }

    /** Returns the {@code index}-th subnet of length {@code newPrefix} within this one. */
    public Cidr part(int newPrefix, long index) {
        long partSize = 1L << (BITS - newPrefix);
        if (newPrefix < prefix || index < 0 || (index + 1) * partSize > size()) {
            throw new IllegalArgumentException("subnet " + this + " has no /" + newPrefix + " number " + index);
        }
        return new Cidr(base + index * partSize, newPrefix);
    }

    public boolean overlaps(Cidr other) {
        return base < other.base + other.size() && other.base < base + size();
    }

    public String netmask() {
        return dotted((0xffffffffL << (BITS - prefix)) & 0xffffffffL);
    }

    private static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    @JsonValue
    public String toString() {
        return dotted(base) + "/" + prefix;
    }
}
