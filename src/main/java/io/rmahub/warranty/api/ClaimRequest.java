package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import io.rmahub.warranty.model.ClaimQuestion.Kind;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim on a warranty.
 *
 * @param fault           as the policies name it, for example {@code capacity-loss}
 * @param reportedOn      the day at the site; null: today
 * @param serviceContract whether a service contract pays what the warranty does not
 * @param amount          of a refund or repair, with {@code currency}
 * @param currency        ISO 4217
 * @param exception       true: what the rules refuse is asked for as an exception
 * @param acceptPaid      true: the customer pays for a repair that is not covered
 */
@Consistent
public record ClaimRequest(
        @NotNull(message = "is missing") Kind kind,
        @NotNull(message = "is missing") @ShortText String fault,
        @ShortText String description,
        LocalDate reportedOn,
        Boolean serviceContract,
        @Positive(message = UnitRules.AMOUNT_MESSAGE)
        @Digits(integer = 12, fraction = UnitRules.FRACTION, message = UnitRules.AMOUNT_MESSAGE) BigDecimal amount,
        @ShortText String currency,
        Boolean exception,
        Boolean acceptPaid) implements ConsistentFields {

    @Override
    public List<FieldProblem> problems(LocalDate today) {
        List<FieldProblem> problems = new ArrayList<>(UnitDays.problems("reportedOn", reportedOn, today));
        if (amount != null && currency == null) {
            problems.add(new FieldProblem("/currency", "is missing: an amount has one"));
        } else if (amount == null && currency != null) {
            problems.add(new FieldProblem("/amount", "is missing: a currency has one"));
        } else if (amount == null && kind == Kind.REFUND) {
            problems.add(new FieldProblem("/amount", "is missing: a refund has one"));
        }
        return problems;
    }
}
