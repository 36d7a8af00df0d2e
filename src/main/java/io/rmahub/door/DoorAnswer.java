package io.rmahub.door;

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
        return new DoorAnswer(status, contentType, body, Map.of(header, value));
    }
}
