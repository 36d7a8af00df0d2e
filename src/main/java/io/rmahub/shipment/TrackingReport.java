package io.rmahub.shipment;

import io.rmahub.shipment.model.TrackingUpdate;
import java.util.UUID;

/**
 * What a message says about one parcel.
 *
 * @param asked the hub asked for it; otherwise the carrier told it by itself
 */
record TrackingReport(String orgId, String source, UUID messageId, boolean asked, TrackingUpdate sighting) {
}
