package io.rmahub.camel.route;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.MessageHistory;

/** Which steps a message went through, for people who read the log. */
final class StepTrace {

    /** What Camel puts before the ids of the steps of a route that was made from a template. */
    private static final String TEMPLATE_PREFIX = "^route-\\d+";

    private StepTrace() {
    }

    /** The ids of the steps in their order, the one that handles the failure last; empty without message history. */
    static String of(Exchange exchange) {
        List<?> history = exchange.getProperty(ExchangePropertyKey.MESSAGE_HISTORY, List.of(), List.class);
        return history.stream().map(entry -> ((MessageHistory) entry).getNode().getId())
                .map(id -> id.replaceFirst(TEMPLATE_PREFIX, "")).collect(Collectors.joining(" > "));
    }
}
