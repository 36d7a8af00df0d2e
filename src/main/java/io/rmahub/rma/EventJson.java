package io.rmahub.rma;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Values as events and timelines write them: enums by their wire names, times in UTC, what is null left out. */
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL).build();

    private EventJson() {
    }

    /** The value as a JSON object. */
    static ObjectNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
