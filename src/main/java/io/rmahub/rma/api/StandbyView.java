package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A stand-by unit that a customer has or had. The answer to its issue holds {@code id}, {@code serialNumber},
 * {@code issuedAt} and {@code expectedBackAt} alone.
 *
 * @param overdueAt when it was found to be out for too long
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandbyView(UUID id, UUID rmaCaseId, String serialNumber, String productSku, String location,
                          Instant issuedAt, String issuedBy, Instant expectedBackAt, Instant returnedAt,
                          String returnedBy, Instant overdueAt) {
}
