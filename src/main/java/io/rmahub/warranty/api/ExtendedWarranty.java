package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmahub.warranty.WarrantyRecord;
import io.rmahub.warranty.model.Tier;
import java.util.UUID;

/** A warranty that was just extended. */
public record ExtendedWarranty(@JsonUnwrapped WarrantyRecord warranty, Extension extension) {

    /**
     * What was bought.
     *
     * @param priceRef the article in the price list, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extension(Tier tier, String reason, UUID decisionId, String priceRef) {
    }
}
