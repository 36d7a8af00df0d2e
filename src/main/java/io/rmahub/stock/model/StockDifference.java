package io.rmahub.stock.model;

/**
 * A movement of which the hub and Products do not say the same.
 *
 * @param caseNumber of the case it was made for
 * @param told       what the hub told, minus is out of the warehouse; null if nothing
 * @param booked     what Products has booked; null if nothing
 */
public record StockDifference(Kind kind, String movementId, String caseNumber, Integer told, Integer booked) {

    public enum Kind {
        /** The hub told it, and Products has no such movement. */
        MISSING_AT_PRODUCTS,
        /** Products has it for a case, and the hub never told it. */
        UNKNOWN_TO_US,
        /** Both have it, with another quantity or the other way round. */
        QUANTITY_DIFFERS
    }
}
