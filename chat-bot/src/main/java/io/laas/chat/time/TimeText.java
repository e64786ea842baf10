package io.laas.chat.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.natty.DateGroup;
import org.natty.Parser;

/**
 * Reads times: ISO 8601, {@code 18:00}, {@code friday 18:00}, {@code tomorrow noon}, {@code in 3 days}. Read in the zone of
 * whoever wrote them; a day without a time of day means {@link #dayTime}; a time of day that is over today means tomorrow. What
 * is understood only in part, or differently in different countries, is refused rather than guessed.
 */
public final class TimeText {
    /** Time of day for the end of something on a day that is named alone. */
    public static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    /** Time of day for the start of something on a day that is named alone. */
    public static final LocalTime START_OF_DAY = LocalTime.of(9, 0);

    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?<![\\d-])\\d{1,2}[-./]\\d{1,2}(?:[-./]\\d{2,4})?(?![\\d-])");
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LEADING = Pattern.compile("^(?:until|till|by|to|from|at|on)\\s+");
    private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");
    private static final Pattern WRONG_CLOCK = Pattern.compile("(?:2[4-9]|[3-9]\\d):\\d\\d|\\d{1,2}:[6-9]\\d");
    private static final Pattern FROM_NOW = Pattern.compile("^in\\s.+|.+\\sfrom now$");

    private final ZoneId zone;
    private final Instant now;
    private final LocalTime dayTime;

    private TimeText(ZoneId zone, Instant now, LocalTime dayTime) {
        this.zone = zone;
        this.now = now;
        this.dayTime = dayTime;
    }

    /** Reads the start of something: {@code now} is one, and a day named alone begins at nine, today at once. */
    public static ReadTime start(String text, Instant now, ZoneId zone) {
        return new TimeText(zone, now, START_OF_DAY).read(text);
    }

    /** Reads the end of something: it lies after now, and a day named alone ends at six in the evening. */
    public static ReadTime end(String text, Instant now, ZoneId zone) {
        return new TimeText(zone, now, END_OF_DAY).read(text);
    }

    /** Returns whether the text has the form of a time, whenever that is. */
    public static boolean looksLikeOne(String text) {
        TimeText any = new TimeText(ZoneId.of("UTC"), Instant.parse("2000-01-03T12:00:00Z"), END_OF_DAY);
        String plain = normal(text);
        return ambiguous(plain) || any.understood(plain).isPresent();
    }

    private ReadTime read(String text) {
        String plain = normal(text);
        if (plain.length() > 60) {
            return new ReadTime.Bad("That is too long for a time. " + forms());
        }
        if (ambiguous(plain)) {
            return new ReadTime.Bad(
                    "'%s' is read differently in different countries. Write the date as %s and the time as 18:00."
                            .formatted(text, now.atZone(zone).toLocalDate().plusDays(1)));
        }
        if (LengthText.looksLikeOne(plain)) {
            return new ReadTime.Bad(
                    "'%s' is a length, not a time. Write 'for %s' or 'in %s'.".formatted(text, plain, plain));
        }
        return understood(plain)
                .map(m -> notOver(m, text))
                .orElseGet(() -> new ReadTime.Bad("'%s' is not a time I can read. %s".formatted(text, forms())));
    }

    private static boolean ambiguous(String plain) {
        return !plain.matches("\\d{4}-\\d{2}-\\d{2}.*")
                && AMBIGUOUS.matcher(plain).find();
    }

    private static String forms() {
        return "Right are for example 'friday 18:00', 'tomorrow noon', '18:00', 'in 3 days' or '2026-11-30 18:00'.";
    }

    private static String normal(String text) {
        String lower = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return LEADING.matcher(lower).replaceFirst("");
    }

    /** A moment as written; {@code anyDay} if only a time of day was. */
    private record Moment(ZonedDateTime at, boolean anyDay, boolean anyTime) {}

    private ReadTime notOver(Moment moment, String text) {
        ZonedDateTime at = moment.at();
        if (!at.toInstant().isBefore(now)) {
            return new ReadTime.Good(at.toInstant());
        }
        boolean today = at.toLocalDate().equals(now.atZone(zone).toLocalDate());
        if (moment.anyDay()) {
            return new ReadTime.Good(at.plusDays(1).toInstant());
        }
        if (moment.anyTime() && today && dayTime.equals(START_OF_DAY)) {
            return new ReadTime.Good(now);
        }
        return new ReadTime.Bad(
                "'%s' is over: it means %s.".formatted(text, new Clock(zone, now).time(at.toInstant())));
    }

    /** With its zone and to the fraction of a second, as buttons write it. */
    private Optional<Moment> exact(String plain) {
        try {
            Instant at = Instant.parse(plain.toUpperCase(Locale.ROOT));
            return Optional.of(new Moment(at.atZone(zone), false, false));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Moment> understood(String plain) {
        if (plain.equals("now")) {
            return Optional.of(new Moment(now.atZone(zone), false, false));
        }
        Optional<Moment> exact = exact(plain);
        if (exact.isPresent()) {
            return exact;
        }
        boolean number = plain.chars().allMatch(Character::isDigit);
        if (number || WRONG_CLOCK.matcher(plain).find() || noSuchDay(plain)) {
            return Optional.empty();
        }
        Optional<Moment> later = plain.startsWith("in ")
                ? LengthText.read(plain.substring(3))
                        .map(l -> new Moment(l.after(now, zone).atZone(zone), false, false))
                : Optional.empty();
        return later.or(() -> iso(plain)).or(() -> natural(plain));
    }

    private static boolean noSuchDay(String plain) {
        if (!ISO_DAY.matcher(plain).lookingAt()) {
            return false;
        }
        try {
            LocalDate.parse(plain.substring(0, 10));
            return false;
        } catch (DateTimeException e) {
            return true;
        }
    }

    private Optional<Moment> iso(String plain) {
        String text = plain.toUpperCase(Locale.ROOT).replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "$1T");
        try {
            if (CLOCK.matcher(text).matches()) {
                LocalTime time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
                return Optional.of(
                        new Moment(now.atZone(zone).toLocalDate().atTime(time).atZone(zone), true, false));
            }
            if (!ISO_DAY.matcher(text).lookingAt()) {
                return Optional.empty();
            }
            return Optional.of(dated(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Moment dated(String text) {
        if (text.length() == 10) {
            return new Moment(LocalDate.parse(text).atTime(dayTime).atZone(zone), false, true);
        }
        boolean offset = text.endsWith("Z") || text.matches(".*[+-]\\d{2}:?\\d{2}");
        return new Moment(
                offset
                        ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                        : LocalDateTime.parse(text).atZone(zone),
                false,
                false);
    }

    private Optional<Moment> natural(String plain) {
        List<DateGroup> groups = new Parser(TimeZone.getTimeZone(zone)).parse(plain, Date.from(now));
        if (groups.size() != 1) {
            return Optional.empty();
        }
        DateGroup group = groups.get(0);
        boolean whole = group.getText().equalsIgnoreCase(plain);
        if (!whole || group.getDates().size() != 1 || group.isRecurring()) {
            return Optional.empty();
        }
        ZonedDateTime at = group.getDates().get(0).toInstant().atZone(zone);
        boolean anyTime = group.isTimeInferred() && !FROM_NOW.matcher(plain).matches();
        return Optional.of(new Moment(
                anyTime ? at.toLocalDate().atTime(dayTime).atZone(zone) : at, group.isDateInferred(), anyTime));
    }
}
