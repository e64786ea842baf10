package io.laas.model.lab;

import io.laas.model.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the machines of a PDF, the jump host first. */
final class PdfReader {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,6})(?:\\.(\\d{1,3}))? ?([MGT])i?B?");
    private static final String ARCHITECTURE = "x86_64";
    private static final int KIBI = 1024;
    private static final int MAX_NAME = 40;

    private final List<PdfMachine> machines = new ArrayList<>();
    private final Map<String, YamlValue> names = new HashMap<>();

    private PdfReader() {}

    static Optional<List<PdfMachine>> read(YamlValue root) {
        PdfReader reader = new PdfReader();
        reader.document(root);
        return root.reading().problemCount() == 0 ? Optional.of(reader.machines) : Optional.empty();
    }

    private void document(YamlValue root) {
        Map<String, YamlValue> top = root.entries();
        if (root.reading().problemCount() > 0) {
            return;
        }
        present(top, "version")
                .ifPresent(v -> v.text()
                        .filter(text -> !text.equals("1.0"))
                        .ifPresent(text -> v.wrong("must be 1.0, the only version there is, was '%s'"
                                .formatted(Names.clean(text, MAX_NAME)))));
        required(root, top, "jumphost").ifPresent(this::machine);
        present(top, "nodes").ifPresent(nodes -> nodes.items().forEach(this::machine));
    }

    private void machine(YamlValue place) {
        int before = place.reading().problemCount();
        Map<String, YamlValue> keys = place.entries();
        if (place.reading().problemCount() > before) {
            return;
        }
        String name = required(place, keys, "name").flatMap(YamlValue::text).orElse("");
        String host = keys.containsKey("name") ? hostName(keys.get("name"), name) : "";
        Optional<YamlValue> node = required(place, keys, "node");
        Map<String, YamlValue> hardware = node.map(YamlValue::entries).orElse(Map.of());
        node.ifPresent(n -> architecture(hardware));
        int cores = node.flatMap(n -> required(n, hardware, "cores"))
                .flatMap(YamlValue::integer)
                .orElse(0);
        int memory = node.flatMap(n -> required(n, hardware, "memory"))
                .flatMap(v -> v.parsed(PdfReader::mebibytes))
                .orElse(0);
        int disk = required(place, keys, "disks").map(PdfReader::disk).orElse(0);
        List<PdfMachine.Card> cards =
                present(keys, "interfaces").map(PdfReader::cards).orElse(List.of());
        machines.add(new PdfMachine(place, name, host, cores, memory, disk, cards));
    }

    private static void architecture(Map<String, YamlValue> hardware) {
        present(hardware, "arch")
                .ifPresent(v -> v.text()
                        .filter(arch -> !arch.equals(ARCHITECTURE))
                        .ifPresent(arch -> v.wrong("must be %s, because there are no other machines here, was '%s'"
                                .formatted(ARCHITECTURE, Names.clean(arch, MAX_NAME)))));
    }

    private String hostName(YamlValue place, String name) {
        String host =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (host.isEmpty() || host.length() > MAX_NAME) {
            place.wrong("must have 1 to %d letters and digits, because it becomes a host name, was '%s'"
                    .formatted(MAX_NAME, Names.clean(name, MAX_NAME)));
            return "";
        }
        YamlValue first = names.putIfAbsent(host, place);
        if (first != null) {
            place.wrong(
                    "makes a machine '%s', as the name on line %d does; give it another".formatted(host, first.line()));
        } else if (!host.equals(name)) {
            place.note("becomes '%s', because it is a host name".formatted(host));
        }
        return host;
    }

    /** A machine has one disk, the first that is one. */
    private static int disk(YamlValue disks) {
        List<YamlValue> all = disks.someItems();
        all.stream().skip(1).forEach(d -> d.note("is not kept: a machine has one disk"));
        return all.stream()
                .findFirst()
                .flatMap(d -> required(d, d.entries(), "disk_capacity"))
                .flatMap(v -> v.parsed(PdfReader::gibibytes))
                .orElse(0);
    }

    private static List<PdfMachine.Card> cards(YamlValue interfaces) {
        List<PdfMachine.Card> cards = new ArrayList<>();
        for (YamlValue item : interfaces.items()) {
            Map<String, YamlValue> keys = item.entries();
            Optional<YamlValue> address = present(keys, "address");
            Optional<String> text = address.flatMap(YamlValue::text);
            cards.add(new PdfMachine.Card(
                    item,
                    cards.size(),
                    text.map(t -> t.replaceFirst("/.*", "")),
                    text.filter(t -> t.contains("/")).flatMap(t -> PdfAddresses.subnet(address.get(), t)),
                    present(keys, "vlan").map(PdfReader::vlan).orElse(OptionalInt.empty())));
        }
        return cards;
    }

    private static OptionalInt vlan(YamlValue value) {
        String text = value.text().orElse("native");
        if (text.contains("|")) {
            value.note("is taken for native: a card is on one network");
            return OptionalInt.empty();
        }
        if (text.equals("native")) {
            return OptionalInt.empty();
        }
        Optional<Integer> tag = value.integer();
        if (tag.isPresent() && (tag.get() < 1 || tag.get() > 4094)) {
            value.wrong("must be native or 1 to 4094, was " + tag.get());
            return OptionalInt.empty();
        }
        return tag.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static int mebibytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || size.group(2) != null) {
            throw new IllegalArgumentException("memory must be a whole number with M, G or T such as 8G, was '%s'"
                    .formatted(Names.clean(text, MAX_NAME)));
        }
        long result = Long.parseLong(size.group(1)) * unit(size.group(3));
        return (int) Math.min(Integer.MAX_VALUE, result);
    }

    /** Rounds up: what was said to be there, is there. */
    private static int gibibytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("disk_capacity must be a number with M, G or T such as 100G, was '%s'"
                    .formatted(Names.clean(text, MAX_NAME)));
        }
        String fraction = size.group(2) == null ? "" : "." + size.group(2);
        double mebibytes = Double.parseDouble(size.group(1) + fraction) * unit(size.group(3));
        return (int) Math.min(Integer.MAX_VALUE, (long) Math.ceil(mebibytes / KIBI));
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "M" -> 1;
            case "G" -> KIBI;
            default -> (long) KIBI * KIBI;
        };
    }

    static Optional<YamlValue> present(Map<String, YamlValue> keys, String key) {
        return Optional.ofNullable(keys.get(key)).filter(v -> !v.isNull());
    }

    private static Optional<YamlValue> required(YamlValue owner, Map<String, YamlValue> keys, String key) {
        Optional<YamlValue> value = present(keys, key);
        if (value.isEmpty()) {
            owner.wrong("must have the key '%s'".formatted(key));
        }
        return value;
    }
}
