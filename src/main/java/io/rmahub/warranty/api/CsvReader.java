package io.rmahub.warranty.api;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.engine.web.RequestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads units from CSV (RFC 4180): the first line names the fields, separated by comma or semicolon. */
@Component
final class CsvReader {

    private static final int MOST_LINES = 5_000;
    /** The first line of the file names the columns. */
    private static final int FIRST_LINE = 2;
    private static final CsvMapper CSV = CsvMapper.csvBuilder().enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES).enable(CsvParser.Feature.EMPTY_STRING_AS_NULL).build();

    private final RequestReader reader;

    CsvReader(RequestReader reader) {
        this.reader = reader;
    }

    /**
     * Reads the file; a line that cannot be is kept with its refusal.
     *
     * @throws RefusedException 400 if it is no such file, or has too many lines
     */
    RegistrationFile read(byte[] content) {
        List<ObjectNode> rows = rows(new String(content, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", ""));
        if (rows.isEmpty() || rows.size() > MOST_LINES) {
            throw RefusedException.unreadable("", "The file needs a line with the names of the fields and 1 to "
                    + MOST_LINES + " more; it has " + rows.size());
        }
        List<RegistrationFile.Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(i + FIRST_LINE, rows.get(i)));
        }
        return new RegistrationFile(content, lines);
    }

    private RegistrationFile.Line line(int number, ObjectNode row) {
        String serial = row.path("serialNumber").asText(null);
        try {
            return new RegistrationFile.Line(number, serial, reader.read(row, RegistrationRequest.class), null);
        } catch (RefusedException refusal) {
            return new RegistrationFile.Line(number, serial, null, refusal);
        }
    }

    private static List<ObjectNode> rows(String text) {
        String head = text.lines().findFirst().orElse("");
        CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(head.indexOf(';') >= 0 ? ';' : ',');
        try (MappingIterator<Map<String, String>> rows = CSV.readerFor(Map.class).with(schema).readValues(text)) {
            return rows.readAll().stream().map(CsvReader::row).toList();
        } catch (IOException e) {
            throw RefusedException.unreadable("", "The body is not CSV with the names of the fields in its first line");
        }
    }

    /** As the JSON of a request; texts stand for numbers and days there too, but not for truth. */
    private static ObjectNode row(Map<String, String> columns) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        columns.forEach((name, value) -> {
            String field = name.strip();
            if (field.equals("purchaseProven") && ("true".equals(value) || "false".equals(value))) {
                row.put(field, Boolean.parseBoolean(value));
            } else if (value != null) {
                row.put(field, value);
            }
        });
        return row;
    }
}
