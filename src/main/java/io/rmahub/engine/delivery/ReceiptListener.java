package io.rmahub.engine.delivery;

import io.rmahub.engine.ledger.Inbound;
import java.time.Instant;
import java.util.List;

/**
 * Is given what targets answer. A target's configuration says which of its answers go to which listener:
 * {@code settings.receipts.<meaning>.event} names the event (or several, a blank between them) and {@code .id} where
 * the answer holds the target's own id. A listener is found by its meaning.
 */
public interface ReceiptListener {

    /** For example {@code visit-task}. */
    String meaning();

    /** Whether an answer without an id is a refusal; the delivery then goes to the dead letters. */
    default boolean needsReference() {
        return true;
    }

    /**
     * Called in the transaction that records the deliveries as done; calls nothing outside of the database. A
     * receipt may come twice: a crash between the answer and the commit repeats the call.
     */
    Consequences onResponse(List<Receipt> receipts, Instant now);

    /**
     * What follows, in the same transaction.
     *
     * @param events   what other systems are told
     * @param messages what enters the ledger as if its sender had posted it
     */
    record Consequences(List<DomainEvent> events, List<Inbound> messages) {

        public static final Consequences NOTHING = new Consequences(List.of(), List.of());
    }
}
