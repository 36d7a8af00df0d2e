package io.rmahub.camel.route;

import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.web.IdempotentRequests.IdempotencyKeyReusedException;
import io.rmahub.engine.web.RefusedException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** Answers for API requests that failed, without a word of what happened inside. */
@Component("apiFailures")
public final class ApiFailures {

    private static final Logger log = LoggerFactory.getLogger(ApiFailures.class);

    private final ApiAnswer answer;

    ApiFailures(ApiAnswer answer) {
        this.answer = answer;
    }

    public void answer(Exchange exchange) {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (thrown instanceof RefusedException refused) {
            answer.problem(exchange, refused.status(), refused.getBody().getTitle(), refused.detail());
        } else if (thrown instanceof IdempotencyKeyReusedException) {
            answer.problem(exchange, 422, "Unprocessable Content", thrown.getMessage());
        } else if (thrown instanceof BadRequestException bad) {
            answer.problem(exchange, 400, "Bad Request", bad.getMessage());
        } else if (thrown instanceof DataAccessResourceFailureException
                || thrown instanceof TransientDataAccessException) {
            answer.problem(exchange, 503, "Service Unavailable", "The database does not answer; try again");
        } else {
            log.error("An API request failed", thrown);
            answer.problem(exchange, 500, "Internal Server Error", "The hub could not answer; its log says why");
        }
    }
}
