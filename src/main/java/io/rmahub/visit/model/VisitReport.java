package io.rmahub.visit.model;

import java.time.Instant;
import java.util.List;

/**
 * What the field service said about one task.
 *
 * @param rmaNumber    the case by its number, or null
 * @param code         the status as the system wrote it
 * @param at           when it happened
 * @param scheduledFor when the visit is planned, or null
 * @param photos       links
 */
public record VisitReport(String taskId, String rmaNumber, VisitStatus status, String code, Instant at,
                          Instant scheduledFor, String engineer, String findings, String reason, List<Part> parts,
                          List<String> photos) {

    /** A part that was used; at least one of SKU and serial number is there, quantity is 1 or more. */
    public record Part(String productSku, int qty, String serialNumber, String warehouseCode) {
    }
}
