package io.rmahub.warranty.model;

/**
 * The seller's liability by law. It is told beside every answer and no rule of the maker's warranty touches it.
 *
 * @param months from the delivery; the purchase stands for it where no delivery is recorded
 */
public record LegalGuarantee(String region, int months, String clause, String source) {
    public LegalGuarantee {
        Require.text("region", region);
        Require.months("months", months);
        Require.text("clause", clause);
        Require.text("source", source);
    }
}
