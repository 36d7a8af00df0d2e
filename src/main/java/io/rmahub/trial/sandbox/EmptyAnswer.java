package io.rmahub.trial.sandbox;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes anything and does nothing: what the web server alone costs, to compare the doors with. */
@SandboxOnly
@RestController
final class EmptyAnswer {

    @PostMapping("/sandbox/empty")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take() {
    }
}
