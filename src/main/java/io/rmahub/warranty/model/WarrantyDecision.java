package io.rmahub.warranty.model;

/** A decision under the warranty rules. Every one has the same shape of explanation, and is stored the same way. */
public sealed interface WarrantyDecision
        permits CoverageDecision, ClaimDecision, ExtensionDecision, CloudDecision, VoidDecision,
        ReinstatementDecision, ReplacementDecision {

    /** One word for the rule that decided. */
    String rule();

    /** The name of the outcome. */
    String result();

    /** One sentence for a person. */
    String reason();

    Explanation why();
}
