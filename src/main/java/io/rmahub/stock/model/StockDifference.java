package io.rmahub.stock.model;

/**
 * A movement of which the hub and the stock system do not say the same.
 *
 * @param caseNumber of the case it was made for
 * @param recorded   what the hub has recorded, minus is out of the warehouse; null if nothing
 * @param booked     what the stock system has booked; null if nothing
 */
public record StockDifference(Kind kind, String movementId, String caseNumber, Integer recorded, Integer booked) {

    /** In what the two differ. */
    public enum Kind {
        /** The stock system took it from the hub, and has not booked it. */
        NOT_BOOKED,
        /** The stock system has booked it for a case, and the hub has no record of it. */
        UNKNOWN_TO_US,
        /** Both have it, with another quantity or the other way round. */
        QUANTITY_DIFFERS
    }
}
