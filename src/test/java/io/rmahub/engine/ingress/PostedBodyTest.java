package io.rmahub.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.support.Configured;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body is read as, and which repeats are recognised by it. */
class PostedBodyTest {

    private static final SourceSettings USUAL = Configured.source("{org-id: demo}");

    private final PostedBody bodies = new PostedBody();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a=1                       | {\"a\":\"1\"}",
        "a=1&b=                    | {\"a\":\"1\",\"b\":\"\"}",
        "a=1=2                     | {\"a\":\"1=2\"}",
        "a=1&a=2                   | {\"a\":\"2\"}",
        "name=Orl%C3%A9ans+x%26y   | {\"name\":\"Orléans x&y\"}",
        "n=null                    | {\"n\":\"null\"}",
        "{\"a\":1}                 | {\"a\":1}",
        "{}                        | {}",
        "{\"a\":1,\"a\":2}         | {\"a\":2}",
        "{\"a\":1} x               | ",
        "{\"a\":                   | ",
        "[1]                       | ",
        "\"a=1\"                   | ",
        "true                      | ",
        "a                         | ",
        "a=1&b                     | ",
        "=1                        | ",
        "a=%z                      | ",
        "a b=1                     | ",
        "<a href=1>                | ",
        "``                        | "})
    void isReadAs(String text, String expected) throws Exception {
        JsonNode read = bodies.read(USUAL, text.getBytes(StandardCharsets.UTF_8)).orElse(null);
        assertThat(read).isEqualTo(expected == null ? null : new ObjectMapper().readTree(expected));
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(bodies.read(USUAL, "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
        assertThat(bodies.read(USUAL, "{\"a\":1}".getBytes(StandardCharsets.UTF_16))).isEmpty();
        assertThat(bodies.read(USUAL, "a=é".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    private static final SourceSettings KEYED = Configured.source("""
            dedup:
              - when: { action: TICKET_CREATED }
                fields: [action, ticket_id]
              - fields: [action, "ticket_id?", "customer_id?", date]
            """);

    private UUID key(String source, String body) {
        byte[] raw = body.getBytes(StandardCharsets.UTF_8);
        return DedupKeys.of(source, KEYED, bodies.read(USUAL, raw).orElseThrow(), raw, Map.of());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "action=TICKET_CREATED&ticket_id=1,          action=TICKET_CREATED&ticket_id=1&date=later,     true",
        "action=TICKET_CREATED&ticket_id=1,          `{\"ticket_id\":1,\"action\":\"TICKET_CREATED\"}`, true",
        "action=TICKET_CREATED&ticket_id=1,          action=TICKET_CREATED&ticket_id=2,                false",
        "action=TICKET_CREATED&ticket_id=1,          action=TICKET_UPDATED&ticket_id=1,                false",
        "action=TICKET_CREATED&ticket_id=null,       action=TICKET_CREATED&ticket_id=null&x=1,         false",
        "action=X&date=1&ticket_id=2,                action=X&date=1&ticket_id=2&customer_id=null,     true",
        "action=X&date=1&ticket_id=2,                action=X&date=1&customer_id=2,                    false",
        "action=X&date=1,                            action=X&date=2,                                  false",
        "action=X&ticket_id=1,                       action=X&ticket_id=1,                             true",
        "action=X&ticket_id=1,                       ticket_id=1&action=X,                             false"})
    void areTheSame(String one, String other, boolean same) {
        assertThat(key("thulium", one).equals(key("thulium", other))).isEqualTo(same);
    }

    @Test
    void sourcesDoNotShareKeys() {
        String body = "action=TICKET_CREATED&ticket_id=1";
        assertThat(key("thulium", body)).isNotEqualTo(key("other", body));
    }
}
