package io.laas.provisioner.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a system is told of one card, read back from the files of that system.
 *
 * @param address with the length of its prefix; empty: none that is given
 * @param dhcp whether the card asks for one
 * @param gateway by which the card leads everywhere
 * @param dns name servers that stand at the card
 * @param rest other words that the files have about sizes of packets, which must be none
 */
record RenderedCard(
        String mac, Optional<String> address, boolean dhcp, Optional<String> gateway, List<String> dns, String rest) {
    private static final String ALL = "0.0.0.0/0";
    private static final Pattern RENAMED = Pattern.compile("ATTR\\{address}==\"([^\"]+)\", NAME=\"([^\"]+)\"");

    /** Files of {@code systemd-networkd}, which netplan writes as well. */
    static Map<String, RenderedCard> networkd(Path directory) throws IOException {
        Map<String, RenderedCard> cards = new TreeMap<>();
        for (String text : texts(directory, ".network")) {
            Map<String, String> at = sections(text);
            Optional<String> gateway = Optional.ofNullable(at.get("Route.Gateway"));
            check(gateway.isEmpty() || ALL.equals(at.get("Route.Destination")), text);
            String mac = at.getOrDefault("Match.PermanentMACAddress", at.get("Match.MACAddress"));
            cards.put(
                    at.get("Match.Name"),
                    new RenderedCard(
                            mac,
                            Optional.ofNullable(at.getOrDefault("Address.Address", at.get("Network.Address"))),
                            "ipv4".equals(at.get("Network.DHCP")),
                            gateway,
                            words(at.get("Network.DNS")),
                            sizes(text)));
        }
        return cards;
    }

    /** Files below {@code /etc/sysconfig/network-scripts}. */
    static Map<String, RenderedCard> sysconfig(Path directory) throws IOException {
        Map<String, RenderedCard> cards = new TreeMap<>();
        List<String> texts = texts(directory, "ifcfg-eth\\d");
        boolean fixed = texts.stream().anyMatch(text -> text.contains("\nGATEWAY="));
        for (String text : texts) {
            Map<String, String> at = sections(text);
            // a card that asks for its address may lead everywhere unless another one is said to
            check(fixed || at.get(".DHCLIENT_SET_DEFAULT_ROUTE") == null, text);
            check(at.get(".IPADDR") == null || at.get(".NETMASK").equals("255.255.255.0"), text);
            cards.put(
                    at.get(".DEVICE"),
                    new RenderedCard(
                            at.get(".HWADDR"),
                            Optional.ofNullable(at.get(".IPADDR")).map(a -> a + "/24"),
                            at.get(".BOOTPROTO").equals("dhcp"),
                            Optional.ofNullable(at.get(".GATEWAY")).filter(g -> "yes".equals(at.get(".DEFROUTE"))),
                            words(at.get(".DNS1")),
                            sizes(text)));
        }
        return cards;
    }

    /** Key files of NetworkManager. */
    static Map<String, RenderedCard> networkManager(Path directory) throws IOException {
        Map<String, RenderedCard> cards = new TreeMap<>();
        for (String text : texts(directory, ".nmconnection")) {
            Map<String, String> at = sections(text);
            Optional<String> route = Optional.ofNullable(at.get("ipv4.route1"));
            cards.put(
                    at.get("connection.id").replace("cloud-init ", ""),
                    new RenderedCard(
                            at.get("ethernet.mac-address").toLowerCase(Locale.ROOT),
                            Optional.ofNullable(at.get("ipv4.address1")),
                            "auto".equals(at.get("ipv4.method")),
                            route.filter(r -> r.startsWith(ALL + ",")).map(r -> r.substring(ALL.length() + 1)),
                            words(at.getOrDefault("ipv4.dns", "").replace(';', ' ')),
                            sizes(text)));
        }
        return cards;
    }

    /** {@code /etc/network/interfaces.d}, with the rules by which udev names the cards. */
    static Map<String, RenderedCard> eni(Path directory) throws IOException {
        Map<String, String> macs = new TreeMap<>();
        Matcher renamed = RENAMED.matcher(String.join("\n", texts(directory, ".rules")));
        while (renamed.find()) {
            macs.put(renamed.group(2), renamed.group(1));
        }
        Map<String, RenderedCard> cards = new TreeMap<>();
        String all = String.join("\n", texts(directory, "50-cloud-init"));
        for (String text : all.split("(?m)^(?=iface )")) {
            Matcher head = Pattern.compile("iface (eth\\d) inet (\\w+)").matcher(text);
            if (head.lookingAt()) {
                cards.put(
                        head.group(1),
                        new RenderedCard(
                                macs.get(head.group(1)),
                                first(text, "(?m)^ *address (\\S+)$"),
                                head.group(2).equals("dhcp"),
                                first(text, "post-up route add default gw (\\S+) "),
                                first(text, "dns-nameservers (\\S+)").stream().toList(),
                                sizes(text)));
            }
        }
        return cards;
    }

    private static Optional<String> first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<String> words(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }

    /** That netplan lets DHCP say one is no size of ours. */
    private static String sizes(String text) {
        return text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("mtu") && !line.equals("UseMTU=true"))
                .collect(Collectors.joining("\n"));
    }

    /** Keys with their section before them; sections come once, and so does a key in one. */
    private static Map<String, String> sections(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String section = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                int at = line.indexOf('=');
                check(values.put(section + "." + line.substring(0, at), line.substring(at + 1)) == null, text);
            }
        }
        return values;
    }

    private static List<String> texts(Path directory, String ending) throws IOException {
        Pattern wanted = Pattern.compile(".*" + ending);
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> files = all.filter(
                            f -> wanted.matcher(f.getFileName().toString()).matches() && Files.isRegularFile(f))
                    .sorted()
                    .toList();
            return files.stream().map(RenderedCard::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(boolean right, String text) {
        if (!right) {
            throw new AssertionError("not understood: " + text);
        }
    }
}
