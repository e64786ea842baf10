package io.laas.model.booking;

import static io.laas.model.booking.BookingState.ACTIVE;
import static io.laas.model.booking.BookingState.CANCELLED;
import static io.laas.model.booking.BookingState.CLEANING;
import static io.laas.model.booking.BookingState.DONE;
import static io.laas.model.booking.BookingState.FAILED;
import static io.laas.model.booking.BookingState.PROVISIONING;
import static io.laas.model.booking.BookingState.REQUESTED;
import static io.laas.model.booking.BookingState.SCHEDULED;
import static io.laas.model.booking.BookingState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookingStateTest {
    @Test
    void theUsualWayIsOpen() {
        assertThat(REQUESTED.mayBecome(WAITING)).isTrue();
        assertThat(WAITING.mayBecome(SCHEDULED)).isTrue();
        assertThat(SCHEDULED.mayBecome(PROVISIONING)).isTrue();
        assertThat(PROVISIONING.mayBecome(ACTIVE)).isTrue();
        assertThat(ACTIVE.mayBecome(CLEANING)).isTrue();
        assertThat(CLEANING.mayBecome(DONE)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyStateThatIsNotFinalLeadsToAFinalOne(BookingState state) {
        Set<BookingState> reached = EnumSet.of(state);
        while (reached.stream().anyMatch(s -> !reached.containsAll(s.next()))) {
            Set.copyOf(reached).forEach(s -> reached.addAll(s.next()));
        }
        assertThat(reached).anyMatch(BookingState::isFinal);
    }

    @ParameterizedTest
    @EnumSource
    void noStateLeadsToItself(BookingState state) {
        assertThat(state.mayBecome(state)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUESTED", "WAITING", "SCHEDULED", "PROVISIONING"})
    void cancelIsLegalBeforeTheHandOver(BookingState state) {
        assertThat(state.mayBecome(CANCELLED)).isTrue();
    }

    @Test
    void onlyTheLastThreeAreFinal() {
        assertThat(EnumSet.allOf(BookingState.class))
                .filteredOn(BookingState::isFinal)
                .containsExactlyInAnyOrder(DONE, FAILED, CANCELLED);
    }

    @Test
    void whatHoldsCapacityIsNeitherWaitingNorOver() {
        assertThat(BookingState.HOLDING).containsExactlyInAnyOrder(SCHEDULED, PROVISIONING, ACTIVE, CLEANING);
        assertThat(BookingState.HOLDING).noneMatch(BookingState::isFinal);
        assertThat(BookingState.values()).allMatch(s -> s.isFinal() != BookingState.UNFINISHED.contains(s));
    }

    @Test
    void aPodThatWasHandedOverIsCleanedBeforeTheBookingIsDone() {
        assertThat(ACTIVE.mayBecome(DONE)).isFalse();
        assertThat(PROVISIONING.mayBecome(DONE)).isFalse();
    }
}
