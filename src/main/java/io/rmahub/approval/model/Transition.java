package io.rmahub.approval.model;

import java.time.Instant;

/**
 * What an answer does to a request. The result depends on the set of answers only, not on the order in which they
 * arrive, except that of two contradicting final answers the first to arrive stands.
 */
public sealed interface Transition {

    /** Why, in words for people. */
    String reason();

    /** The request has this status from now on. */
    record Moved(ApprovalStatus to, String reason) implements Transition {
    }

    /** The same again, but said later. */
    record Confirmed(String reason) implements Transition {
    }

    /** Understood, kept in the history, changes nothing. */
    record Kept(String reason) implements Transition {
    }

    /** Contradicts a final decision: changes nothing, and somebody should look at it. */
    record Conflict(String reason) implements Transition {
    }

    /**
     * @param status what the request has now
     * @param since  since when, by the clock of the system that said so
     */
    static Transition of(ApprovalStatus status, Instant since, ApprovalAnswer answer) {
        ApprovalStatus to = answer.status();
        if (to == ApprovalStatus.UNKNOWN) {
            return new Kept("status code " + answer.code() + " has no meaning in the configuration");
        }
        if (status.isFinal()) {
            return ofFinal(status, since, answer);
        }
        // A final answer counts whenever it was given; of the others the latest does.
        if (!to.isFinal() && status != ApprovalStatus.REQUESTED && answer.at().isBefore(since)) {
            return new Kept(to + " of " + answer.at() + " is older than " + status + " of " + since);
        }
        if (to == status) {
            return new Confirmed("it is " + status + " already");
        }
        return new Moved(to, "from " + status);
    }

    private static Transition ofFinal(ApprovalStatus status, Instant since, ApprovalAnswer answer) {
        String decided = "it is decided already: " + status + " since " + since;
        boolean contradicts = answer.status() != status
                && (answer.status().isFinal() || answer.at().isAfter(since));
        return contradicts
                ? new Conflict(answer.status() + " of " + answer.at() + ", but " + decided)
                : new Kept(decided);
    }
}
