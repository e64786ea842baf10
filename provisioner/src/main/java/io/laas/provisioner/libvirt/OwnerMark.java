package io.laas.provisioner.libvirt;

import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.OwnerTag;
import java.util.Optional;

/**
 * The metadata of a domain or network that shows whose it is and what it was made from.
 *
 * @param fingerprint of the order
 */
record OwnerMark(OwnerTag owner, String fingerprint) {
    static final String NAMESPACE = "urn:laas:pod:1";
    private static final String PREFIX = "laas";
    private static final String ELEMENT = "pod";

    /** Writes the mark as the only content of a {@code metadata} element. */
    void write(XmlWriter xml) {
        xml.open("metadata")
                .openNamespace(PREFIX, ELEMENT, NAMESPACE, attributes())
                .close()
                .close();
    }

    /** Returns the mark as a document of its own, without its name space prefix, as libvirt takes it to replace metadata. */
    String document() {
        return new XmlWriter(ELEMENT, attributes()).finish();
    }

    static String prefix() {
        return PREFIX;
    }

    private String[] attributes() {
        return new String[] {
            "controller", owner.controller(),
            "lab", owner.lab().value(),
            "vpod", owner.vpod().value(),
            "booking", owner.booking(),
            "operation", owner.operation(),
            "fingerprint", fingerprint
        };
    }

    /** Reads the mark from a whole domain or network document; empty if there is none that makes sense. */
    static Optional<OwnerMark> in(XmlNode document) {
        return document.first("metadata/" + ELEMENT).flatMap(OwnerMark::of);
    }

    private static Optional<OwnerMark> of(XmlNode mark) {
        try {
            OwnerTag owner = new OwnerTag(
                    mark.attribute("controller"),
                    new LabId(mark.attribute("lab")),
                    new VpodId(mark.attribute("vpod")),
                    mark.attribute("booking"),
                    mark.attribute("operation"));
            return Optional.of(new OwnerMark(owner, mark.attribute("fingerprint")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the thing of that name is one that the mark's owner would make: names hash their owner. */
    boolean fits(String name) {
        return name.startsWith(VpodLayout.prefix(owner));
    }
}
