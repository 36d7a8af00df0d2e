package io.rmahub.shipment;

import io.rmahub.shipment.model.TrackingUpdate;
import java.util.UUID;

/**
 * What a message says about one parcel.
 *
 * @param polled the hub had asked for it; otherwise the carrier sent it by itself
 * @param update what it says
 */
record TrackingReport(String orgId, String source, UUID messageId, boolean polled, TrackingUpdate update) {
}
