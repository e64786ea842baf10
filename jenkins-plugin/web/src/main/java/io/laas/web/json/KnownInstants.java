package io.laas.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;

/** Reads instants of the years 1970 to 9999; others are mistakes, which databases cannot keep and sums overflow with. */
final class KnownInstants extends StdScalarDeserializer<Instant> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private KnownInstants() {
        super(Instant.class);
    }

    static SimpleModule module() {
        return new SimpleModule("known instants").addDeserializer(Instant.class, new KnownInstants());
    }

    static boolean knows(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && instant.isBefore(END);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Instant instant = InstantDeserializer.INSTANT.deserialize(parser, context);
        if (instant != null && !knows(instant)) {
            throw context.weirdStringException(instant.toString(), Instant.class, "not of the years 1970 to 9999");
        }
        return instant;
    }
}
