package io.laas.chat.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import io.laas.chat.time.Moment;
import java.io.IOException;

/** Text of others, without what only we write into texts. */
final class ForeignText extends StdScalarDeserializer<String> {
    ForeignText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        return text == null ? null : Moment.stripped(text);
    }
}
