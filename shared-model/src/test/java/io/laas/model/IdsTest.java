package io.laas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    static List<Function<String, ?>> names() {
        return List.of(ConfigId::new, HostId::new, ImageId::new, LabId::new, PodId::new, VpodId::new);
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAreLowerCaseLabels(Function<String, ?> id) {
        assertThat(id.apply("pharos-virtual-2")).hasToString("pharos-virtual-2");
        assertThat(id.apply("a".repeat(40))).isEqualTo(id.apply("a".repeat(40)));
        Stream.of("", "A", "a_b", "-a", "a-", "a b", "a/b", "../x", "a".repeat(41), "ä", "a\n", "a.b")
                .forEach(bad -> assertThatIllegalArgumentException()
                        .as(bad)
                        .isThrownBy(() -> id.apply(bad))
                        .withMessageContaining("name must be"));
        assertThatIllegalArgumentException().isThrownBy(() -> id.apply(null)).withMessageEndingWith("must be given");
    }

    @Test
    void messagesShowBadNamesShortAndWithoutControlCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PodId("x\u001b[31m" + "y".repeat(500)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\u001b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-41", "B-41", " b-41 ", "41"})
    void readsBookingNumbersAsPeopleTypeThem(String text) {
        assertThat(BookingId.parse(text)).isEqualTo(new BookingId(41)).hasToString("b-41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b-", "b-0", "0", "-1", "o-41", "b-4x", "b-99999999999999999999", "b-٤١", "b--1"})
    void refusesWhatIsNoBookingNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BookingId.parse(text))
                .withMessageStartingWith("booking");
    }

    @Test
    void kindsOfNumbersHaveTheirOwnLetters() {
        assertThat(OperationId.parse("o-7")).hasToString("o-7");
        assertThat(OutageId.parse("x-7")).hasToString("x-7");
        assertThat(OutageSeriesId.parse("r-7")).hasToString("r-7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutageId.parse("b-7"))
                .withMessage("outage must look like x-41, was 'b-7'");
    }

    @Test
    void numbersAreOrderedAsNumbers() {
        assertThat(Stream.of("b-10", "b-9", "b-100").map(BookingId::parse).sorted())
                .containsExactly(new BookingId(9), new BookingId(10), new BookingId(100));
    }

    @Test
    void usersMayHaveMailAddresses() {
        assertThat(new UserId("Alice.B+lab@example.org")).hasToString("Alice.B+lab@example.org");
        Stream.of("", " alice", "al ice", "al\nice", "<script>", "@x", "a".repeat(129))
                .forEach(bad -> assertThatIllegalArgumentException().isThrownBy(() -> new UserId(bad)));
    }

    @Test
    void anActorMaySpeakForAnother() {
        Actor actor = Actor.of(new UserId("alice"), Channel.WEB);
        assertThat(actor.via()).isEmpty();
        assertThat(new Actor(actor.user(), Channel.SLACK, Optional.of(new UserId("bot"))).via())
                .contains(new UserId("bot"));
        assertThat(Actor.SYSTEM.channel()).isEqualTo(Channel.SYSTEM);
    }

    @Test
    void cleanCutsAndRemovesControlCharacters() {
        assertThat(Names.clean("a\r\nb\tc", 10)).isEqualTo("a  b c");
        assertThat(Names.clean("abcdef", 4)).isEqualTo("abc…");
        assertThat(Names.clean(null, 4)).isEmpty();
    }
}
