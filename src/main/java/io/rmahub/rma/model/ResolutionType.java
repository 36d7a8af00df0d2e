package io.rmahub.rma.model;

/** How a case can be resolved. */
public enum ResolutionType {
    REPAIR_ON_SITE, REPLACE_UNIT, REPLACE_PART, REFUND, REJECT
}
