package io.laas.model.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @Test
    void knowsItsAddresses() {
        Cidr subnet = Cidr.parse("10.80.3.0/24");
        assertThat(subnet.address(1)).isEqualTo("10.80.3.1");
        assertThat(subnet.address(255)).isEqualTo("10.80.3.255");
        assertThat(subnet.netmask()).isEqualTo("255.255.255.0");
        assertThat(subnet.size()).isEqualTo(256);
        assertThat(subnet).hasToString("10.80.3.0/24");
        assertThatIllegalArgumentException().isThrownBy(() -> subnet.address(256));
        assertThatIllegalArgumentException().isThrownBy(() -> subnet.address(-1));
    }

    @Test
    void highAddressesArePositive() {
        assertThat(Cidr.parse("223.255.255.0/24").address(9)).isEqualTo("223.255.255.9");
        assertThat(Cidr.parse("128.0.0.0/8").netmask()).isEqualTo("255.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0/24",
                "256.0.0.0/24",
                "10.0.0.1/24",
                "10.0.0.0/7",
                "10.0.0.0/31",
                "10.0.0.0/33",
                "a.b.c.d/24",
                "10.0.0.0/24 x",
                "fd00::/64"
            })
    void refusesWhatIsNoSubnet(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessageStartingWith("subnet");
    }

    @Test
    void partsAreDisjointAndInside() {
        Cidr pool = Cidr.parse("10.80.0.0/16");
        for (int i = 0; i < 255; i++) {
            assertThat(pool.part(24, i).overlaps(pool.part(24, i + 1))).isFalse();
            assertThat(pool.part(24, i).overlaps(pool)).isTrue();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> pool.part(24, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.part(15, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void textFormReadsBackAndOverlapIsSymmetric(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Cidr one = random(random);
            Cidr other = random(random);
            assertThat(Cidr.parse(one.toString())).isEqualTo(one);
            assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
            assertThat(one.overlaps(one)).isTrue();
        }
    }

    private static Cidr random(Random random) {
        int prefix = 8 + random.nextInt(23);
        long address = random.nextLong(1L << 32);
        return new Cidr(address >> (32 - prefix) << (32 - prefix), prefix);
    }

    @ParameterizedTest
    @CsvSource({"10.80.3.17/24, 10.80.3.0/24", "10.80.3.17/16, 10.80.0.0/16", "255.255.255.255/30, 255.255.255.252/30"})
    void findsTheSubnetAroundAnAddress(String address, String subnet) {
        assertThat(Cidr.around(address)).isEqualTo(Cidr.parse(subnet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.80.3.17", "10.80.3.17/31", "10.80.3.17/7", "10.80.3.256/24", "a.b.c.d/24"})
    void findsNoneAroundWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.around(text))
                .withMessageMatching("(subnet|address) .*");
    }
}
