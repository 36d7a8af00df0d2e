package io.rmahub.rma.model.routing;

import java.util.Arrays;
import java.util.Locale;

/** Enum constants are written in lower case outside of Java. */
final class WireNames {

    private WireNames() {
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E find(E[] constants, String wireName) {
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + wireName + "\" is none of " + Arrays.toString(constants)));
    }
}
