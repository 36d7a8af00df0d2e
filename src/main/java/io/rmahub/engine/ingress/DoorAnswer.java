package io.rmahub.engine.ingress;

import io.rmahub.engine.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sender gets back. */
public record DoorAnswer(int status, String contentType, String body, Map<String, String> headers) {

    static DoorAnswer of(int status, String contentType, String body) {
        return new DoorAnswer(status, contentType, body, Map.of());
    }

    static DoorAnswer problem(Problem problem) {
        return of(problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    DoorAnswer with(String header, String value) {
        return with(Map.of(header, value));
    }

    DoorAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new DoorAnswer(status, contentType, body, all);
    }
}
