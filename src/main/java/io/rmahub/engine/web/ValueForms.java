package io.rmahub.engine.web;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What a value should look like, in words for whoever sent another one. */
final class ValueForms {

    private static final Map<Class<?>, String> FORMS = Map.ofEntries(
            Map.entry(String.class, "a text"),
            Map.entry(Instant.class, "a time with offset, for example 2026-03-02T09:15:00+01:00"),
            Map.entry(LocalDate.class, "a day, for example 2026-03-02"),
            Map.entry(UUID.class, "a UUID"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(Boolean.class, "true or false"), Map.entry(boolean.class, "true or false"),
            Map.entry(Integer.class, "a whole number"), Map.entry(int.class, "a whole number"),
            Map.entry(Long.class, "a whole number"), Map.entry(long.class, "a whole number"));

    private ValueForms() {
    }

    static String of(JsonMappingException e, JavaType whole) {
        if (e instanceof UnrecognizedPropertyException) {
            return "there is no such field";
        }
        Class<?> wanted = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? mismatch.getTargetType() : whole.getRawClass();
        return of(wanted);
    }

    static String of(Class<?> wanted) {
        if (wanted.isEnum()) {
            return "one of " + Arrays.toString(wanted.getEnumConstants());
        }
        if (Collection.class.isAssignableFrom(wanted)) {
            return "a list";
        }
        return FORMS.getOrDefault(wanted, "an object");
    }
}
