package io.rmahub.shipment.polling;

import io.rmahub.engine.ledger.OpenMessage;
import java.util.Optional;

/** Marks the answer to a poll in the ledger, so that it is not taken for something that a carrier pushed. */
public final class PollMarker {

    /** The stage that says what was asked. */
    public static final String STAGE = "ASKED";

    /** Where the question is kept among the headers. No sender can send a header of this name (RFC 9110 §5.1). */
    private static final String HEADER = "(asked)";
    private static final String BEGIN = "{\"" + HEADER + "\":\"";
    private static final String END = "\"}";

    private PollMarker() {
    }

    /** The headers of an answer. */
    static String headers(String question) {
        return BEGIN + question.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?") + END;
    }

    /** What was asked, if this is an answer. */
    public static Optional<String> question(OpenMessage message) {
        String headers = message.headersJson();
        return headers.startsWith(BEGIN)
                ? Optional.of(headers.substring(BEGIN.length(), headers.length() - END.length())) : Optional.empty();
    }
}
