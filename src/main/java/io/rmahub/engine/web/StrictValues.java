package io.rmahub.engine.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;

/**
 * Values as the API takes them: a text is a JSON string without U+0000 and lone surrogates (no database takes them),
 * stripped, null if blank; a time has an offset; a decimal is a number or the text of one.
 */
final class StrictValues extends SimpleModule {

    StrictValues() {
        addDeserializer(String.class, new Text<>(String.class, Function.identity()));
        addDeserializer(Instant.class, new Text<>(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
        addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse));
        addDeserializer(UUID.class, new Text<>(UUID.class, UUID::fromString));
        addDeserializer(BigDecimal.class, new Decimal());
    }

    private static class Text<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> reading;

        Text(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText().strip() : null;
            if (text == null || !storable(text)) {
                throw MismatchedInputException.from(parser, handledType(), "not of its form");
            }
            try {
                return text.isEmpty() ? null : reading.apply(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw MismatchedInputException.from(parser, handledType(), "not of its form");
            }
        }
    }

    private static final class Decimal extends Text<BigDecimal> {

        Decimal() {
            super(BigDecimal.class, BigDecimal::new);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.currentToken().isNumeric() ? parser.getDecimalValue() : super.deserialize(parser, context);
        }
    }

    private static boolean storable(String text) {
        return text.indexOf('\u0000') < 0
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
