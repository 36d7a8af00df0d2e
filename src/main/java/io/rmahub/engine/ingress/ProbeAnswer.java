package io.rmahub.engine.ingress;

import io.rmahub.engine.settings.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answer to a probe: a sender that only looks whether somebody is there, or asks whether it may send. */
final class ProbeAnswer {

    private static final String ANY = "*";
    private static final String ORIGIN = "webhook-request-origin";

    private ProbeAnswer() {
    }

    static DoorAnswer of(SourceDoor door, RawRequest request) {
        SourceSettings.Probe probe = door.source().probe();
        Map<String, String> headers = new LinkedHashMap<>(probe.headers());
        headers.put("Allow", door.allowed());
        if (request.method().equals(SourceDoor.OPTIONS)) {
            headers.putAll(consent(probe, request));
        }
        return DoorAnswer.of(probe.status(), "text/plain", "").with(headers);
    }

    /** CloudEvents, HTTP 1.1 Web Hooks 1.0.2, section 4: without these headers the sender may not send. */
    private static Map<String, String> consent(SourceSettings.Probe probe, RawRequest request) {
        List<String> origins = request.headers().getOrDefault(ORIGIN, List.of());
        if (origins.size() != 1 || !allows(probe.origins(), origins.get(0))) {
            return Map.of();
        }
        return Map.of("WebHook-Allowed-Origin", origins.get(0), "WebHook-Allowed-Rate", probe.rate());
    }

    private static boolean allows(Set<String> origins, String origin) {
        return origins.contains(ANY) || origins.stream().anyMatch(origin::equalsIgnoreCase);
    }
}
