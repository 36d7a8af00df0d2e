package io.rmahub.trial.sandbox;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes the refusals of the sandbox, and only of the sandbox, as RFC 9457 problem documents. */
@SandboxOnly
@RestControllerAdvice(basePackageClasses = SandboxProblems.class)
class SandboxProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(SandboxProblemException problem) {
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage()));
    }

    /** A command or ticket that cannot be read, with the reason. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(HttpMessageNotReadableException unreadable) {
        return answer(new SandboxProblemException(HttpStatus.BAD_REQUEST,
                unreadable.getMostSpecificCause().getMessage()));
    }
}
