package io.rmahub.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.support.Configured;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that only some sources may send, as the mappings see them, and what a door reads of headers and queries. */
class OtherBodiesTest {

    private static final SourceSettings XML =
            Configured.source("{body: {formats: [xml], arrays: [Route]}}");
    private static final SourceSettings WRAPPED =
            Configured.source("{body: {formats: [json, form, list], unwrap: [content], arrays: [Route]}}");

    private final PostedBody bodies = new PostedBody();

    private JsonNode read(SourceSettings source, byte[] body) {
        return bodies.read(source, body).orElse(null);
    }

    private JsonNode read(SourceSettings source, String body) {
        return read(source, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "<a/>                                   | {\"a\":\"\"}",
        "<a> x </a>                             | {\"a\":\"x\"}",
        "<a b=\"1\">x</a>                       | {\"a\":{\"b\":\"1\",\"#text\":\"x\"}}",
        "<a b=\"1\"/>                           | {\"a\":{\"b\":\"1\"}}",
        "<a><b>1</b><b>2</b><c/></a>            | {\"a\":{\"b\":[\"1\",\"2\"],\"c\":\"\"}}",
        "<a b=\"1\"><b>2</b></a>                | {\"a\":{\"b\":[\"1\",\"2\"]}}",
        "<a><Route id=\"1\"/></a>               | {\"a\":{\"Route\":[{\"id\":\"1\"}]}}",
        "<n:a xmlns:n=\"urn:x\" n:b=\"1\"/>     | {\"a\":{\"b\":\"1\"}}",
        "<a><![CDATA[<x>]]>&amp;&#65;</a>       | {\"a\":\"<x>&A\"}",
        "<?xml version=\"1.0\"?><!-- c --><a/>  | {\"a\":\"\"}",
        "<a>                                    | ",
        "<a></b>                                | ",
        "<a/><b/>                               | ",
        "<a>&unknown;</a>                       | ",
        "{\"a\":1}                              | ",
        "a=1                                    | "})
    void xmlIsReadAs(String text, String expected) throws Exception {
        assertThat(read(XML, text)).isEqualTo(expected == null ? null : new ObjectMapper().readTree(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-2", "UTF-16", "UTF-16LE", "GBK", "windows-1250"})
    void xmlSaysItsEncodingItself(String charset) {
        String text = charset.equals("GBK") ? "签收" : "Łódź";
        String document = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>" + text + "</a>";
        assertThat(read(XML, document.getBytes(Charset.forName(charset))).path("a").asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM \"http://localhost:1/a.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
        "<?xml version=\"1.0\" encoding=\"none\"?><a/>"})
    void noDefinitionsAndNoUnknownEncodings(String document) {
        assertThat(read(XML, document)).isNull();
    }

    @Test
    void nothingIsReadToAnyDepth() {
        assertThat(read(XML, "<a>".repeat(100) + "</a>".repeat(100))).isNotNull();
        assertThat(read(XML, "<a>".repeat(100_000) + "</a>".repeat(100_000))).isNull();
        assertThat(read(WRAPPED, "{\"a\":".repeat(100) + "1" + "}".repeat(100))).isNotNull();
        assertThat(read(WRAPPED, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))).isNull();
        assertThat(read(WRAPPED, "{\"a\":1" + "0".repeat(5_000) + "}")).isNull();
        assertThat(read(WRAPPED, "{\"a\":1e999999999}")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "content=%3CRequest%3E%3CRoute+id%3D%221%22%2F%3E%3C%2FRequest%3E&x=1 "
                + "| {\"content\":{\"Request\":{\"Route\":[{\"id\":\"1\"}]}},\"x\":\"1\"}",
        "content=%7B%22a%22%3A1%7D   | {\"content\":{\"a\":1}}",
        "content=%5B1%5D             | {\"content\":{\"items\":[1]}}",
        "{\"content\":\"{}\"}        | {\"content\":{}}",
        "{\"content\":{\"a\":1}}     | {\"content\":{\"a\":1}}",
        "{\"Body\":{}}               | {\"Body\":{}}",
        "[{\"a\":1},2]               | {\"items\":[{\"a\":1},2]}",
        "content=prose               | ",
        "content=%3Ca%3E             | ",
        "<a/>                        | "})
    void payloadsInFields(String text, String expected) throws Exception {
        assertThat(read(WRAPPED, text)).isEqualTo(expected == null ? null : new ObjectMapper().readTree(expected));
    }

    @Test
    void aByteOrderMarkIsNoContent() {
        assertThat(read(WRAPPED, "\ufeff{\"a\":1}").path("a").asInt()).isEqualTo(1);
        assertThat(read(XML, "\ufeff<a>1</a>").path("a").asText()).isEqualTo("1");
    }

    @Test
    void aQueryIsAMessageWithoutItsToken() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("pnr", List.of("0 1&2"));
        query.put("token", List.of("secret"));
        query.put("zażółć", List.of("a", "b"));
        byte[] message = QueryStringMessage.of(query, Set.of("token"));
        assertThat(new String(message, StandardCharsets.US_ASCII)).doesNotContain("secret");
        assertThat(read(WRAPPED, message).toString()).isEqualTo("{\"pnr\":\"0 1&2\",\"zażółć\":\"b\"}");
    }

    @Test
    void aHeaderIsPartOfTheKeyOnlyIfTheSettingsSaySo() {
        SourceSettings plain = Configured.source("{org-id: demo}");
        SourceSettings named = Configured.source("{org-id: demo, dedup: [{fields: ['header:Webhook-Id']}]}");
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        byte[] other = "{\"a\":2}".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of("webhook-id", List.of("1"), "x-event-id", List.of("1"));
        assertThat(key(plain, body, headers)).isEqualTo(key(plain, body, Map.of()))
                .isNotEqualTo(key(plain, other, headers));
        assertThat(key(named, body, headers)).isEqualTo(key(named, other, headers));
        assertThat(key(named, body, Map.of())).isNotEqualTo(key(named, other, Map.of()));
        assertThat(key(named, body, Map.of("webhook-id", List.of("1", "2")))).isEqualTo(key(plain, body, Map.of()));
    }

    private Object key(SourceSettings source, byte[] body, Map<String, List<String>> headers) {
        return DedupKeys.of("x", source, bodies.read(source, body).orElseThrow(), body, headers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hub.sources.x.dedup | dedup: [{fields: ['header:X-Event-Id']}]",
        "hub.sources.x.dedup | dedup: [{fields: ['header:Authorization?']}]",
        "hub.sources.x.methods | methods: [PUT]",
        "hub.sources.x.probe.methods | probe: {methods: [POST]}",
        "hub.sources.x.response.status | response: {status: 404}",
        "hub.sources.x.response.repeat.status | response: {repeat: {status: 301}}",
        "hub.sources.x.verification.scheme | verification: {scheme: none}"})
    void wrongSettingsStopTheStart(String property, String yaml) {
        String all = "{verification: {scheme: static-header, header: X-Event-Id, secrets: [s]}, " + yaml + "}";
        SourceSettings source = Configured.source(yaml.startsWith("verification") ? "{" + yaml + "}" : all);
        assertThatThrownBy(() -> SourceDoor.of("x", source, Set.of("authorization")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(property);
    }
}
