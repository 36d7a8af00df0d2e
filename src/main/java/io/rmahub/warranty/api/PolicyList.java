package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmahub.warranty.model.ExtensionTerms;
import io.rmahub.warranty.model.WarrantyPolicy;
import java.math.BigDecimal;
import java.util.List;

/**
 * One version of the policies.
 *
 * @param items the rows in force, in the order of the file; null for an earlier version
 * @param text  the text of an earlier version; null for the one in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyList(String version, List<Row> items, String text) {

    private static final double MONTHS_OF_A_YEAR = 12.0;

    /** A row, and its main figures by the names that warranties have for them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(@JsonUnwrapped WarrantyPolicy policy, String productFamily, Double termYears,
                      BigDecimal sohGuarantee, BigDecimal throughputCap, ExtensionTerms extensionWindow) {

        static Row of(WarrantyPolicy policy) {
            return new Row(policy, policy.family(), policy.term().ends().get(0).months() / MONTHS_OF_A_YEAR,
                    policy.cells() == null ? null : policy.cells().sohGuarantee(),
                    policy.cells() == null ? null : policy.cells().throughputKwhPerKwh(), policy.extension());
        }
    }

    public static PolicyList inForce(String version, List<WarrantyPolicy> policies) {
        return new PolicyList(version, policies.stream().map(Row::of).toList(), null);
    }

    public static PolicyList earlier(String version, String text) {
        return new PolicyList(version, null, text);
    }
}
