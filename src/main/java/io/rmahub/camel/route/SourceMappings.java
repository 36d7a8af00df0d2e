package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.settings.HubSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which mapping reads a source's messages, and the settings that the mapping is given. Found once, at start. */
@Component
final class SourceMappings {

    private static final List<String> FOLDERS = List.of("sources/", "carriers/", "partners/");

    private final Map<String, String> mappings = new HashMap<>();
    private final Map<String, JsonNode> settings = new HashMap<>();

    SourceMappings(HubSettings hub, Mappings mappings, ObjectMapper json) {
        hub.sources().forEach((name, source) -> {
            FOLDERS.stream().map(folder -> folder + name).filter(mappings::has).findFirst()
                    .ifPresent(found -> this.mappings.put(name, found));
            settings.put(name, json.valueToTree(source.settings()));
        });
    }

    /** The mapping's name, for example {@code carriers/dhl}. */
    String mappingOf(String source) {
        return mappings.getOrDefault(source, FOLDERS.get(0) + source);
    }

    /** Must not be changed by the caller. */
    JsonNode settingsOf(String source) {
        return settings.get(source);
    }
}
