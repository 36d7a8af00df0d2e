package io.rmahub.stock.model;

import java.util.Optional;
import java.util.UUID;

/**
 * A movement that the stock system has booked.
 *
 * @param caseNumber the case that it was booked for, or null if for none
 * @param change     minus is out of the warehouse
 */
public record BookedMovement(String id, String caseNumber, int change) {

    private static final int UUID_LENGTH = 36;

    /** The id as those that the hub gives; empty if the stock system gave it itself. */
    public Optional<UUID> asUuid() {
        try {
            return id.length() == UUID_LENGTH ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
