package io.rmahub.rma.api;

import java.util.List;
import org.openapitools.jackson.nullable.JsonNullable;

/** Lists of texts in requests. */
final class Texts {

    private Texts() {
    }

    /** Each text once, in the order of the request; empty for null. A null among them stays: it is a mistake. */
    static List<String> distinct(List<String> texts) {
        return texts == null ? List.of() : texts.stream().distinct().toList();
    }

    /** The same where the list may be absent. */
    static JsonNullable<List<String>> distinct(JsonNullable<List<String>> texts) {
        return texts.isPresent() ? JsonNullable.of(distinct(texts.get())) : texts;
    }
}
