package io.rmahub.camel.route;

import io.rmahub.shipment.polling.PollRequest;
import io.rmahub.shipment.polling.PollRun;
import org.apache.camel.Exchange;

/** One run of polls on its way through a poll route; its requests are made one after the other, in one thread. */
public final class PollContext {

    private final PollRun run;
    private PollRequest request;
    private String question;

    PollContext(PollRun run) {
        this.run = run;
    }

    static PollContext of(Exchange exchange) {
        return exchange.getProperty(ProcessingContext.PROPERTY, PollContext.class);
    }

    PollRun run() {
        return run;
    }

    /** For routes: the carrier is unwell, so that nothing more is asked of it for now. */
    public boolean failed() {
        return run.failed();
    }

    void begin(PollRequest next, String text) {
        request = next;
        question = text;
    }

    /** The one that is under way. */
    PollRequest request() {
        return request;
    }

    /** The same as text for people: method and path of the call. */
    String question() {
        return question;
    }
}
