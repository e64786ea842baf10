package io.laas.model.lab;

import io.laas.model.pod.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One machine of a PDF.
 *
 * @param place where it stands in the file
 * @param name as the file has it
 * @param host its name as a host name
 */
record PdfMachine(YamlValue place, String name, String host, int cores, int memoryMiB, int diskGiB, List<Card> cards) {
    /**
     * One of its cards.
     *
     * @param position counted from 0
     * @param address IPv4 address without prefix
     * @param subnet the subnet, if the address says it
     * @param vlan tag, empty for native
     */
    record Card(YamlValue place, int position, Optional<String> address, Optional<Cidr> subnet, OptionalInt vlan) {}
}
