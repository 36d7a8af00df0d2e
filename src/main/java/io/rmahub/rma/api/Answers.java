package io.rmahub.rma.api;

import io.rmahub.engine.web.IdempotentRequests.Answer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of commands, as they are kept for a repeat, on their way to the caller. */
final class Answers {

    private Answers() {
    }

    static ResponseEntity<String> of(Answer answer) {
        HttpHeaders headers = new HttpHeaders();
        answer.headers().forEach(headers::set);
        return ResponseEntity.status(answer.status()).headers(headers).contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}
