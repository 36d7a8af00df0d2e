package io.rmahub.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The OpenAPI documents of the program, {@code openapi/<capability>.yaml}, found at start. */
@Component
final class ApiDocuments {

    private static final String FOLDER = "classpath*:openapi/*.yaml";
    private static final String SUFFIX = ".yaml";

    /** @param title as the document itself says */
    record Document(String capability, String title, byte[] yaml) {
    }

    private final Map<String, Document> documents = new TreeMap<>();

    ApiDocuments() {
        ObjectMapper mapper = new YAMLMapper();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FOLDER)) {
                String name = file.getFilename();
                String capability = name.substring(0, name.length() - SUFFIX.length());
                byte[] yaml = file.getContentAsByteArray();
                String title = mapper.readTree(yaml).at("/info/title").asText(capability);
                documents.put(capability, new Document(capability, title, yaml));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their names. */
    Collection<Document> all() {
        return documents.values();
    }

    Optional<Document> of(String capability) {
        return Optional.ofNullable(documents.get(capability));
    }
}
