package io.rmahub.engine.ingress;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How large a body each door takes. */
@Component
public final class DoorLimits {

    /** For paths that belong to no configured source. */
    private static final int UNKNOWN_SOURCE = 64 * 1024;

    private final Map<String, SourceSettings> sources;

    public DoorLimits(HubSettings settings) {
        this.sources = settings.sources();
    }

    /** The limit of the source whose name is a segment of the path. */
    int bytesFor(String path) {
        for (String segment : path.split("/")) {
            SourceSettings source = sources.get(segment);
            if (source != null) {
                return Math.toIntExact(source.maxBody().toBytes());
            }
        }
        return UNKNOWN_SOURCE;
    }
}
