package io.rmahub.console;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One look at the hub.
 *
 * @param at          when the figures were read
 * @param accepted    messages ever accepted (within the ledger's retention)
 * @param byState     accounted messages by final state, in the order to be shown
 * @param waiting     messages with a known next attempt
 * @param unaccounted accepted messages that are neither in a final state nor waiting; anything but 0 is an alarm
 * @param newest      newest messages first, at most {@link OpsReadModel#NEWEST}
 * @param targets     each target with deliveries that are open or dead
 */
public record Overview(
        Instant at,
        long accepted,
        List<StateCount> byState,
        long waiting,
        long unaccounted,
        List<MessageLine> newest,
        List<TargetLine> targets) {

    /** How many messages are in a state such as {@code PROCESSED} or {@code QUARANTINED}. */
    public record StateCount(String state, long messages) {
    }

    /**
     * One message.
     *
     * @param subject what it is about in one line, e.g. ticket and serial number, or null while not known
     * @param caseNumber the case that it opened or changed, or null
     * @param note    why it is ignored, quarantined or a duplicate, or null
     */
    public record MessageLine(
            UUID id, Instant receivedAt, String source, String state, String subject, String caseNumber, String note) {
    }

    /**
     * The deliveries to one target that are not done.
     *
     * @param open        deliveries that will be tried by themselves
     * @param dead        deliveries that wait for a person
     * @param oldest      when the oldest open one came into being, or null
     * @param nextAttempt when the next one is tried, or null
     */
    public record TargetLine(String target, long open, long dead, Instant oldest, Instant nextAttempt) {
    }
}
