package io.rmahub.shipment.model;

/** Why a parcel does not simply go on, as far as the carrier's code says. */
public enum StatusReason {
    ADDRESS, RECIPIENT_ABSENT, REFUSED, CUSTOMS, DAMAGED, LOST, WEATHER, PAYMENT, EXPIRED, RESCHEDULED, SECURITY, OTHER
}
