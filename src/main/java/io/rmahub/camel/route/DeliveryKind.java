package io.rmahub.camel.route;

import org.apache.camel.Exchange;

/**
 * What differs between the kinds of endpoint, as the one {@code deliver} template calls it: a bean for each kind,
 * called {@code <kind>Delivery}. How its endpoint is called is written in {@code TargetEndpoints}.
 */
public interface DeliveryKind {

    /** Makes the request from what the target's mapping gives, and keeps it in the {@link DeliveryContext}. */
    void translate(Exchange exchange) throws Exception;

    /** Inside the circuit breaker: throws for an answer that shows the target unwell. */
    void failOnServerError(Exchange exchange);

    /** Behind the circuit breaker: throws for any other answer that is no success. */
    void requireSuccess(Exchange exchange);

    /** Text from outside must not begin a header line of its own. */
    static String headerSafe(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
