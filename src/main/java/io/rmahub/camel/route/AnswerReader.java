package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.springframework.stereotype.Component;

/** Reads what targets answer. */
@Component
final class AnswerReader {

    private final ObjectMapper json;

    AnswerReader(ObjectMapper json) {
        this.json = json;
    }

    /** An object or a list as JSON, anything else as the text that it is: an id of digits and an e is no number. */
    JsonNode read(String answer) {
        String text = answer == null ? "" : answer.strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return TextNode.valueOf(text);
        }
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            // It only looks like JSON.
            return TextNode.valueOf(text);
        }
    }
}
