package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.warranty.Warranties.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads calls of the warranty API: who, which key, which version, what body. */
@Component
final class WarrantyCalls {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");
    private static final int LONGEST_KEY = 200;
    private static final int MOST_LINES = 5_000;
    private static final CsvMapper CSV = CsvMapper.csvBuilder().enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES).enable(CsvParser.Feature.EMPTY_STRING_AS_NULL).build();

    private final ObjectMapper json;

    WarrantyCalls(ObjectMapper json) {
        this.json = json;
    }

    Call json(Exchange exchange, String operation) {
        byte[] raw = raw(exchange);
        try {
            JsonNode body = json.readTree(raw);
            if (body != null && body.isObject()) {
                return call(exchange, operation, raw, body);
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new BadRequestException("The body is not a JSON object");
    }

    /** The lines are read by {@link #lines}. */
    Call csv(Exchange exchange, String operation) {
        return call(exchange, operation, raw(exchange), null);
    }

    /** Lines as objects by the names in the first one; separated by comma or semicolon. */
    List<ObjectNode> lines(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        String head = text.lines().findFirst().orElse("");
        char separator = head.indexOf(';') >= 0 ? ';' : ',';
        CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator);
        try (MappingIterator<Map<String, String>> rows = CSV.readerFor(Map.class).with(schema).readValues(text)) {
            List<ObjectNode> lines = rows.readAll().stream().map(this::line).toList();
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new BadRequestException("The file needs a line with the names of the fields and 1 to " + MOST_LINES
                        + " more; it has " + lines.size());
            }
            return lines;
        } catch (IOException e) {
            throw new BadRequestException("The body is not CSV with the names of the fields in its first line");
        }
    }

    private ObjectNode line(Map<String, String> row) {
        ObjectNode line = json.createObjectNode();
        row.forEach((name, value) -> {
            if (value != null) {
                line.put(name.strip(), value);
            }
        });
        return line;
    }

    private static Call call(Exchange exchange, String operation, byte[] raw, JsonNode body) {
        HubPrincipal principal = ApiAnswer.principal(exchange);
        return new Call(principal.orgId(), principal.name(), key(exchange), operation, raw, body, version(exchange));
    }

    private static byte[] raw(Exchange exchange) {
        byte[] raw = exchange.getMessage().getBody(byte[].class);
        return raw == null ? new byte[0] : raw;
    }

    private static String key(Exchange exchange) {
        String key = ApiAnswer.header(exchange, "Idempotency-Key");
        if (key != null && key.length() > LONGEST_KEY) {
            throw new BadRequestException("An Idempotency-Key has at most " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static Long version(Exchange exchange) {
        String tag = ApiAnswer.header(exchange, "If-Match");
        if (tag == null || tag.equals("*")) {
            return null;
        }
        Matcher version = TAG.matcher(tag);
        if (!version.matches()) {
            throw new BadRequestException("If-Match is the ETag of the warranty");
        }
        return Long.valueOf(version.group(1));
    }

    /** As a problem (RFC 9457) with further members. */
    String problem(int status, String title, String detail, Map<String, Object> more) throws JsonProcessingException {
        ObjectNode problem = json.createObjectNode().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail);
        problem.setAll((ObjectNode) json.valueToTree(more));
        return json.writeValueAsString(problem);
    }
}
