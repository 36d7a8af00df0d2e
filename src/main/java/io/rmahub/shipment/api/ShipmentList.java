package io.rmahub.shipment.api;

import java.util.List;

/**
 * The parcels of a case.
 *
 * @param items in the order in which they became known
 */
public record ShipmentList(List<ShipmentView> items) {
}
