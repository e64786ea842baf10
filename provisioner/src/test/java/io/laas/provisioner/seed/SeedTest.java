package io.laas.provisioner.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.Plans;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void findsCardsByQuotedMacAddress() throws Exception {
        Seed seed = seed(Plans.aPlan().build());
        assertThat(seed.networkConfig()).contains("macaddress: \"52:54:");
        JsonNode cards = YAML.readTree(seed.networkConfig()).get("ethernets");
        assertThat(cards).hasSize(4);
        assertThat(cards.at("/eth0/dhcp4").asBoolean()).isTrue();
        assertThat(cards.at("/eth1/addresses/0").asText()).isEqualTo("10.80.1.11/24");
        assertThat(cards.at("/eth2/addresses").isMissingNode()).isTrue();
        assertThat(cards.at("/eth2/optional").asBoolean()).isTrue();
        assertThat(cards.at("/eth3/set-name").asText()).isEqualTo("eth3");
    }

    @Test
    void givesTheAccountTheKeys() throws Exception {
        Seed seed =
                seed(Plans.aPlan().keys(Plans.key("alice"), Plans.key("bob")).build());
        assertThat(seed.userData()).startsWith("#cloud-config\n");
        JsonNode user = YAML.readTree(seed.userData()).at("/users/0");
        assertThat(user.get("name").asText()).isEqualTo("laas");
        assertThat(user.get("ssh_authorized_keys")).hasSize(2);
        assertThat(YAML.readTree(seed.metaData()).get("local-hostname").asText())
                .isEqualTo("node1");
    }

    @Test
    void saysNothingOfKeysWhereThereAreNone() throws Exception {
        Seed seed = seed(Plans.aPlan().keys().build());
        assertThat(YAML.readTree(seed.userData()).at("/users/0").has("ssh_authorized_keys"))
                .as("cloud-init calls an empty list a mistake")
                .isFalse();
    }

    @Test
    void mergesWhatTheConfigAdds() throws Exception {
        Map<String, Object> additions = Map.of(
                "packages", List.of("git"),
                "users", List.of(Map.of("name", "carol")),
                "disable_root", false,
                "write_files", List.of(Map.of("path", "/etc/motd", "permissions", "0644", "content", "a: b\n\"c\"")));
        JsonNode user =
                YAML.readTree(seed(Plans.aPlan().cloudInit(additions).build()).userData());
        assertThat(user.at("/packages/0").asText()).isEqualTo("git");
        assertThat(user.at("/users/0/name").asText()).isEqualTo("laas");
        assertThat(user.at("/users/1/name").asText()).isEqualTo("carol");
        assertThat(user.at("/disable_root").asBoolean()).isFalse();
        assertThat(user.at("/write_files/0/permissions").isTextual()).isTrue();
        assertThat(user.at("/write_files/0/content").asText()).isEqualTo("a: b\n\"c\"");
    }

    @Test
    void instanceChangesWithTheContentAndOnlyWithIt() {
        assertThat(seed(Plans.aPlan().build())).isEqualTo(seed(Plans.aPlan().build()));
        assertThat(seed(Plans.aPlan().keys(Plans.key("bob")).build()).metaData())
                .isNotEqualTo(seed(Plans.aPlan().build()).metaData());
        assertThat(seed(Plans.aPlan().index(1).build()).metaData())
                .isNotEqualTo(seed(Plans.aPlan().build()).metaData());
    }

    @Test
    void everyMachineIsToldHowToGetAnAgentIfItHasNone() {
        String hook = seed(Plans.aPlan().build()).vendorData();
        assertThat(hook).startsWith("#cloud-boothook\n#!/bin/sh\n").contains(VendorData.agent());
        assertThat(hook).doesNotContain("@AGENT@");
        assertThat(hook.lines().filter("AGENT"::equals))
                .as("the end of the program, once")
                .hasSize(1);
    }

    @Test
    void allFourFilesAreOnTheDisc() {
        Seed seed = seed(Plans.aPlan().build());
        assertThat(new String(seed.image(), StandardCharsets.UTF_8))
                .contains(seed.metaData(), seed.userData(), seed.vendorData(), seed.networkConfig());
    }

    private static Seed seed(VpodPlan plan) {
        VpodLayout layout = VpodLayout.of(plan);
        MachineLayout node = layout.machines().get(1);
        return Seed.of(plan, layout, node);
    }
}
