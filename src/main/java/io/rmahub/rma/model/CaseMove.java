package io.rmahub.rma.model;

import java.util.Arrays;
import java.util.Locale;

/**
 * What can move a case: what people want, and facts of the outside. Where each is legal and leads to is data:
 * {@code config/rules/lifecycle.yaml}.
 */
public enum CaseMove {
    DIAGNOSE,
    /** Back to the diagnosis, because what was decided or done did not help. */
    DIAGNOSE_AGAIN,
    ASK_CUSTOMER, ASK_PARTNER,
    /** An approval is asked for: of money, or of an exception of the warranty. */
    ASK_OA,
    APPROVE, REJECT,
    /** The faulty unit is to be sent to us. */
    EXPECT_UNIT,
    START_REPAIR, REPLACE, ISSUE_STANDBY,
    /** The unit is given to a carrier. */
    SHIP_OUT,
    /** Somebody of the team says that it works. */
    CONFIRM,
    CLOSE,

    /** The customer gave what was asked for. */
    CUSTOMER_ANSWERED,
    PARTNER_ANSWERED,
    APPROVAL_GRANTED, APPROVAL_REFUSED,
    /** A carrier has the faulty unit. */
    UNIT_DISPATCHED,
    /** The faulty unit has arrived at us. */
    UNIT_RECEIVED,
    /** A carrier has the unit for the customer. */
    UNIT_SHIPPED,
    UNIT_DELIVERED,
    /** The carrier gave the unit for the customer back to us: no delivery. */
    UNIT_CAME_BACK,
    /** An engineer was there and the unit works. */
    VISIT_COMPLETED,
    /** An engineer was there, and it is not done. */
    VISIT_WITHOUT_RESULT,
    STANDBY_RETURNED,
    REFUND_PAID,
    CUSTOMER_CONFIRMED;

    /** The name used in rule files and the API, e.g. {@code ship_out}. */
    public String wireName() {
        return toString();
    }

    /**
     * The move of this wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static CaseMove of(String wireName) {
        return Arrays.stream(values()).filter(move -> move.toString().equals(wireName)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + wireName + "\" is none of " + Arrays.toString(values())));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
