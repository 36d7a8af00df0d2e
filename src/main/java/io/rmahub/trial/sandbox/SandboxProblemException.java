package io.rmahub.trial.sandbox;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A refusal by a neighbour; answered as {@code application/problem+json}. */
final class SandboxProblemException extends RuntimeException {

    private final HttpStatus status;
    private final HttpHeaders headers = new HttpHeaders();

    /** Carries no stack trace: it is an answer, and a load test may ask for thousands of them. */
    SandboxProblemException(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** Adds {@code Retry-After} in seconds unless null. */
    SandboxProblemException retryAfter(Integer seconds) {
        if (seconds != null) {
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return this;
    }

    SandboxProblemException challenge(String scheme) {
        headers.set(HttpHeaders.WWW_AUTHENTICATE, scheme);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }
}
