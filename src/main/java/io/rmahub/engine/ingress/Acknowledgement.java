package io.rmahub.engine.ingress;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.settings.SourceSettings;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** What a sender reads once its message is committed. */
final class Acknowledgement {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(id|state|field:([^{}]+))}");

    private Acknowledgement() {
    }

    static DoorAnswer of(SourceSettings.Response first, Acceptance acceptance, JsonNode event) {
        SourceSettings.Response response = acceptance.duplicate() ? first.again() : first;
        UnaryOperator<String> escape = escape(response.contentType());
        String body = PLACEHOLDER.matcher(response.body())
                .replaceAll(place -> Matcher.quoteReplacement(escape.apply(value(place, acceptance, event))));
        return DoorAnswer.of(response.status(), response.contentType(), body).with(response.headers());
    }

    private static String value(MatchResult place, Acceptance acceptance, JsonNode event) {
        return switch (place.group(1)) {
            case "id" -> (acceptance.duplicate() ? acceptance.duplicateOf() : acceptance.id()).toString();
            case "state" -> acceptance.duplicate() ? "duplicate" : "accepted";
            default -> {
                String text = BodyFields.text(event, place.group(2));
                yield text == null ? "" : text;
            }
        };
    }

    /** What the sender sent must not become part of the answer's markup. */
    private static UnaryOperator<String> escape(String contentType) {
        if (contentType.contains("json")) {
            return text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
        }
        return contentType.contains("xml") || contentType.contains("html") ? HtmlUtils::htmlEscapeDecimal
                : UnaryOperator.identity();
    }
}
