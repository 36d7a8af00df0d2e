package io.rmahub.warranty;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How warranties are worked with; what they say is in the policies.
 *
 * @param currency      of the limits; an amount in another currency is always above them
 * @param refundLimit   refunds above it need an approval
 * @param repairLimit   paid repairs above it need an approval
 * @param capacityFault the fault of a claim that telemetry proposes, as the policies name it
 * @param expiryMonths  months before the end of the standard term at which the owner is told
 * @param chunk         how many warranties a timer changes in one transaction
 * @param workers       how many such transactions are under way at once when required firmware is looked at
 */
@ConfigurationProperties("hub.warranty")
public record WarrantySettings(
        @DefaultValue("EUR") String currency,
        @DefaultValue("500") BigDecimal refundLimit,
        @DefaultValue("500") BigDecimal repairLimit,
        @DefaultValue("capacity-loss") String capacityFault,
        @DefaultValue({"9", "7", "6"}) List<Integer> expiryMonths,
        @DefaultValue("1000") int chunk,
        @DefaultValue("2") int workers) {

    boolean needsApproval(BigDecimal limit, BigDecimal amount, String inCurrency) {
        return amount != null && (!currency.equals(inCurrency) || amount.compareTo(limit) > 0);
    }
}
