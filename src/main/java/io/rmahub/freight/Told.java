package io.rmahub.freight;

import io.rmahub.shipment.Sighting;
import java.util.UUID;

/**
 * What a message says about one parcel.
 *
 * @param asked the hub asked for it; otherwise the carrier told it by itself
 */
record Told(String orgId, String source, UUID messageId, boolean asked, Sighting sighting) {
}
