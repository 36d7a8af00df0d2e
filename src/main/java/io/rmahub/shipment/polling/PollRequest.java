package io.rmahub.shipment.polling;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Parcels that one request to a carrier is about. */
public record PollRequest(List<Item> items) {

    /**
     * One of them.
     *
     * @param failures how often in a row there was no answer about it that could be used
     * @param hash     of the last answer about it, or null
     */
    public record Item(UUID shipmentId, String number, int failures, byte[] hash) {
    }

    /** As they stand on the labels but without blanks, each once. */
    public List<String> numbers() {
        return items.stream().map(Item::number).distinct().toList();
    }

    boolean ofOneParcel() {
        return numbers().size() == 1;
    }

    UUID[] shipmentIds() {
        return items.stream().map(Item::shipmentId).toArray(UUID[]::new);
    }

    /** Whether this is what was answered about each of them before. */
    boolean answeredBefore(byte[] hash) {
        return items.stream().allMatch(item -> Arrays.equals(item.hash(), hash));
    }
}
