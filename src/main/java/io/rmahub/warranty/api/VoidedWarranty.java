package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmahub.warranty.WarrantyRecord;
import java.util.UUID;

/** A warranty that was just voided. */
public record VoidedWarranty(@JsonUnwrapped WarrantyRecord warranty, UUID decisionId, UUID voidId) {
}
