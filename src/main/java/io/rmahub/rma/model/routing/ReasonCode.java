package io.rmahub.rma.model.routing;

/** Why a case was opened; routes it to a team. */
public enum ReasonCode {
    MISSING_PART, WRONG_ITEM, DAMAGE, SITE_NOT_READY, ACCESS_ISSUE, DEFECT, OTHER;

    /** The name used in messages, rule files and the API, e.g. {@code missing_part}. */
    public String wireName() {
        return toString();
    }

    /**
     * The reason code of this wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static ReasonCode of(String wireName) {
        return WireNames.find(values(), wireName);
    }

    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
