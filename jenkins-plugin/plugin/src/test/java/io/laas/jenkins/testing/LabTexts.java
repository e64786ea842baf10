package io.laas.jenkins.testing;

import io.laas.web.contract.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts of labs. */
public final class LabTexts {
    private LabTexts() {}

    /** Returns the lab that the contract of the API is written for. */
    public static String contract() {
        try (InputStream in = Site.class.getResourceAsStream("test-lab.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a small lab with one host and one pod. */
    public static String small(String lab, String host) {
        return """
                lab: {name: %s, title: Lab %s, contact: tests, zone: UTC}
                hosts:
                  - {name: %s, uri: 'qemu+unix:///system?socket=/nowhere', accel: auto, cores: 8, memory: 32G, disk: 1T, storage: /var/lib/laas/pool, addresses: 10.80.0.0/16}
                images:
                  - {name: guest, file: guest.qcow2, os: debian, user: laas}
                pods:
                  - name: pair
                    networks:
                      - {name: admin, addressing: dhcp}
                    machines:
                      - {name: jump, role: jumphost, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
                configs:
                  - {name: hello, image: guest, installer: hello-world}
                """.formatted(lab, lab, host);
    }
}
