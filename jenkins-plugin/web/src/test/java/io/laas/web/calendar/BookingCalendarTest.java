package io.laas.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Versions;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back by somebody else's reader, whatever names people use. */
class BookingCalendarTest {
    private static final Instant NOW = Instant.parse("2026-03-26T15:30:00Z");
    private static final TimeSlot SLOT =
            new TimeSlot(Instant.parse("2026-03-28T22:00:00Z"), Instant.parse("2026-03-29T04:00:00Z"));
    private final BookingCalendar calendar = new BookingCalendar("0f-controller", NOW);

    private static Booking booking(String purpose, BookingState state) {
        return new Booking(
                new BookingId(41),
                new LabId("main"),
                new PodId("pharos-virtual"),
                new ConfigId("hello"),
                Versions.OF_LAB,
                new UserId("ann"),
                Set.of(),
                purpose,
                "nfv",
                SLOT,
                state,
                Optional.of(new VpodId("v1")),
                Optional.of(new HostId("h1")),
                0,
                Booker.PERSON,
                Channel.API,
                Optional.empty(),
                NOW,
                Optional.empty(),
                7);
    }

    private String written(String purpose) {
        return calendar.text("LaaS: ann", List.of(booking(purpose, BookingState.ACTIVE)), List.of());
    }

    private static VEvent read(String text) throws Exception {
        List<VEvent> events =
                new CalendarBuilder().build(new StringReader(text)).getComponents(Component.VEVENT);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String value(VEvent event, String property) {
        return event.<Property>getProperty(property).map(Property::getValue).orElseThrow();
    }

    private static void assertLinesAreLegal(String text) {
        assertThat(text).endsWith("\r\n").doesNotContainPattern("[^\r]\n").doesNotContainPattern("\r[^\n]");
        for (String line : text.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isBetween(1, 75);
        }
    }

    @Test
    void aBookingIsAnEventInUtcWithItsOwnIdentity() throws Exception {
        VEvent event = read(written("nfv tests"));

        assertThat(value(event, "UID")).isEqualTo("b-41@0f-controller");
        assertThat(value(event, "DTSTART")).isEqualTo("20260328T220000Z");
        assertThat(value(event, "DTEND")).isEqualTo("20260329T040000Z");
        assertThat(value(event, "SEQUENCE")).isEqualTo("7");
        assertThat(value(event, "SUMMARY")).isEqualTo("pharos-virtual b-41: nfv tests");
        assertThat(value(event, "LOCATION")).isEqualTo("main v1");
        assertThat(value(event, "DESCRIPTION")).isEqualTo("b-41 is ACTIVE.\nOwner: ann\nConfig: hello\nProject: nfv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b,c\\d",
                "\\n is no line\\",
                "two\nlines\r\nthree\rfour",
                "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
                "\";:=@|<script>alert(1)</script>",
                "\u00e9\u00e8\u4e2d\u6587\u0416 \ud83d\ude80\ud83d\ude80\ud83d\ude80 emoji and \u200fright to left",
                "tab\tand\u0007bell\u0000nul\u007fdel\u0085next",
                "\ud83dbroken surrogate",
                "            many spaces            inside"
            })
    void hostileNamesStayTextOfOneEvent(String hostile) throws Exception {
        String text = written(hostile);

        assertLinesAreLegal(text);
        assertThat(value(read(text), "SUMMARY")).isEqualTo("pharos-virtual b-41: " + shown(hostile));
    }

    /** Line breaks are one kind of line break; what is not a character of a calendar is a space. */
    private static String shown(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\u0080-\u009f]", " ")
                .replaceAll("[\ud800-\udbff](?![\udc00-\udfff])", " ");
    }

    /** The other reader takes this for a backslash and an n, so it is looked at as it is written. */
    @Test
    void aLineBreakAfterABackslashIsWrittenAsBoth() {
        assertThat(written("a\\\nb").replace("\r\n ", "")).contains(": a\\\\\\nb\r\n");
    }

    @Test
    void longTextIsFoldedBetweenCharacters() throws Exception {
        Random random = new Random(5545);
        String[] letters = {"a", "\u00e9", "\u4e2d", "\ud83d\ude80", ",", ";", "\\", "\n", " "};
        for (int round = 0; round < 200; round++) {
            StringBuilder purpose = new StringBuilder("x");
            int length = random.nextInt(400);
            for (int i = 0; i < length; i++) {
                String letter = letters[random.nextInt(letters.length)];
                boolean misread = letter.equals("\n") && purpose.charAt(purpose.length() - 1) == '\\';
                purpose.append(misread ? "," : letter);
            }
            purpose.append('x');
            String text = written(purpose.toString());
            assertLinesAreLegal(text);
            assertThat(value(read(text), "SUMMARY")).isEqualTo("pharos-virtual b-41: " + purpose);
        }
    }

    @ParameterizedTest
    @EnumSource(BookingState.class)
    void everyStateHasAStatusThatCalendarsKnow(BookingState state) throws Exception {
        String status = value(read(calendar.text("x", List.of(booking("", state)), List.of())), "STATUS");
        assertThat(status)
                .isEqualTo(
                        switch (state) {
                            case REQUESTED, WAITING -> "TENTATIVE";
                            case FAILED, CANCELLED -> "CANCELLED";
                            default -> "CONFIRMED";
                        });
    }

    @Test
    void anOutageIsAnEventThatKeepsNobodyBusy() throws Exception {
        Outage outage = new Outage(
                new OutageId(3),
                new LabId("main"),
                Optional.of(new HostId("h1")),
                SLOT,
                OutageKind.PLANNED,
                "fans; dust, and\nnoise",
                new UserId("root"),
                Optional.empty());

        VEvent event = read(calendar.text("Main lab", List.of(), List.of(outage)));

        assertThat(value(event, "UID")).isEqualTo("x-3@0f-controller");
        assertThat(value(event, "SUMMARY")).isEqualTo("Outage of host h1: fans; dust, and\nnoise");
        assertThat(value(event, "TRANSP")).isEqualTo("TRANSPARENT");
    }

    @Test
    void anEmptyCalendarIsOneToo() throws Exception {
        String text = calendar.text("Nothing, yet", List.of(), List.of());
        Calendar parsed = new CalendarBuilder().build(new StringReader(text));
        assertThat(parsed.getComponents()).isEmpty();
        assertThat(text).contains("X-WR-CALNAME:Nothing\\, yet\r\n", "METHOD:PUBLISH\r\n");
    }
}
