package io.rmahub.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Bodies that no sender should send, made from those that it does send. The same random numbers give the same bodies.
 */
final class Garbage {

    private static final List<String> CHARSETS = List.of("UTF-16", "UTF-16LE", "ISO-8859-2", "windows-1250", "GBK",
            "IBM037", "UTF-32");
    private static final List<String> VALUES = List.of("null", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
            "\"\\ud83d\\ude00\"", "1e999999999", "-1e-999999999", "1" + "0".repeat(900), "1" + "0".repeat(5000), "[]",
            "{}", "true", "\"" + "x".repeat(20_000) + "\"", "\"2026-13-45T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59Z\"", "\"00000000\"", "\"99999999\"", "253402300800", "-1", "0.1e1",
            "\"' or 1=1 --\"", "\"<script>\"", "\"${jndi:ldap://localhost:1/a}\"", "\"${exchangeProperty.source}\"",
            "\"%00\"", "[".repeat(90) + "]".repeat(90), "{\"a\":".repeat(90) + "1" + "}".repeat(90),
            "[".repeat(9000) + "]".repeat(9000));

    private final Random random;
    private final ObjectMapper json = new ObjectMapper();

    Garbage(Random random) {
        this.random = random;
    }

    /** One body, from one of the source's examples, or from nothing. */
    byte[] body(List<JsonNode> examples) {
        JsonNode example = examples.isEmpty() ? json.createObjectNode().put("action", "X").put("id", random.nextInt())
                : examples.get(random.nextInt(examples.size()));
        return switch (random.nextInt(14)) {
            case 0 -> bytes(random.nextInt(2000));
            case 1 -> utf8(example.toString());
            case 2, 3, 4 -> utf8(twisted(example, VALUES.get(random.nextInt(VALUES.size()))));
            case 5 -> broken(utf8(twisted(example, VALUES.get(random.nextInt(VALUES.size())))));
            case 6 -> broken(utf8(example.toString()));
            case 7 -> utf8(form(example));
            case 8 -> broken(utf8(form(example)));
            case 9 -> utf8(xml(example));
            case 10 -> broken(utf8(xml(example)));
            case 11 -> text(example).getBytes(Charset.forName(CHARSETS.get(random.nextInt(CHARSETS.size()))));
            case 12 -> utf8(known());
            default -> zipped(utf8(text(example)));
        };
    }

    /** Things that have broken readers before. */
    private String known() {
        List<String> all = List.of("", " ", "{", "[", "<", "&", "=", "a", "{}", "[]", "\"a\"", "null", "NaN", "\ufeff",
                "\ufeff{}", "%", "a=%", "[".repeat(100_000), "{\"a\":".repeat(50_000), "<a>".repeat(50_000),
                "a=1&".repeat(30_000), "=".repeat(50_000), "<a " + "b='1' ".repeat(3000) + "/>",
                "<a xmlns:" + "n".repeat(3000) + "='u'/>", "<?xml version='1.1'?><a>&#1;</a>",
                "<?xml version='1.0' encoding='none'?><a/>", "<a><![CDATA[" + "x".repeat(50_000),
                "<!DOCTYPE a SYSTEM 'http://localhost:1/'><a/>",
                "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + entities() + "]><a>&j;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///dev/zero'>]><a>&x;</a>", "{\"a\":1,\"a\":2}", "{\"\":\"\"}",
                "{\"/\":{\"~\":1}}", "{\"a\":" + "9".repeat(100_000) + "}", "content=" + "%3Ca%3E".repeat(5000),
                "param=" + "%5B".repeat(20_000), "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--",
                "a=1;b=2", "a[0][b]=1&a[0][b]=2");
        return all.get(random.nextInt(all.size()));
    }

    private static String entities() {
        StringBuilder made = new StringBuilder();
        for (char c = 'b'; c <= 'j'; c++) {
            made.append("<!ENTITY ").append(c).append(" '").append(("&" + (char) (c - 1) + ";").repeat(10))
                    .append("'>");
        }
        return made.toString();
    }

    private String text(JsonNode example) {
        return random.nextBoolean() ? example.toString() : random.nextBoolean() ? form(example)
                : "<?xml version='1.0' encoding='" + CHARSETS.get(random.nextInt(CHARSETS.size())) + "'?>"
                        + xml(example);
    }

    /** The example with this text in place of some of its values, wherever they are. */
    private String twisted(JsonNode example, String value) {
        String mark = "@twisted@";
        JsonNode copy = example.deepCopy();
        List<Runnable> places = new ArrayList<>();
        collect(copy, mark, places);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count && !places.isEmpty(); i++) {
            places.get(random.nextInt(places.size())).run();
        }
        return copy.toString().replace("\"" + mark + "\"", value);
    }

    private static void collect(JsonNode node, String mark, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                places.add(() -> object.put(name, mark));
                collect(object.get(name), mark, places);
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                places.add(() -> list.set(at, mark));
                collect(list.get(i), mark, places);
            }
        }
    }

    private byte[] broken(byte[] body) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        int from = random.nextInt(body.length + 1);
        int to = from + random.nextInt(Math.min(40, body.length - from + 1));
        made.write(body, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> made.writeBytes(bytes(1 + random.nextInt(8)));
            case 1 -> made.write(body, from, to - from);
            case 2 -> { }
            default -> to = body.length;
        }
        made.write(body, to, body.length - to);
        return made.toByteArray();
    }

    private String form(JsonNode example) {
        List<String> pairs = new ArrayList<>();
        example.fields().forEachRemaining(field -> pairs.add(encoded(field.getKey()) + "="
                + encoded(field.getValue().isValueNode() ? field.getValue().asText() : field.getValue().toString())));
        pairs.add(List.of("content", "param", "logistics_interface", "x").get(random.nextInt(4)) + "="
                + encoded(random.nextBoolean() ? example.toString() : xml(example)));
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String xml(JsonNode example) {
        StringBuilder made = new StringBuilder("<root>");
        element(example, made);
        return made.append("</root>").toString();
    }

    private static void element(JsonNode node, StringBuilder made) {
        if (node.isValueNode()) {
            made.append(node.asText().replace("&", "&amp;").replace("<", "&lt;"));
        }
        node.fields().forEachRemaining(field -> {
            made.append('<').append(field.getKey()).append('>');
            element(field.getValue(), made);
            made.append("</").append(field.getKey()).append('>');
        });
        if (node.isArray()) {
            node.forEach(item -> {
                made.append("<item>");
                element(item, made);
                made.append("</item>");
            });
        }
    }

    private byte[] bytes(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }

    private static byte[] zipped(byte[] body) {
        var made = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(made)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
