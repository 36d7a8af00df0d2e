package io.rmahub.shipment.model;

/** Where a parcel was seen, as far as the carrier says; each part may be null. */
public record Place(String city, String postalCode, String country, String name) {
}
