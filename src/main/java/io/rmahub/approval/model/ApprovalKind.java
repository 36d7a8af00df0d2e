package io.rmahub.approval.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an approval is about; it decides which of a case's two kinds of approval it counts as. */
public enum ApprovalKind {
    /** A payment or its cost: refund, paid repair, goodwill. */
    MONEY,
    /** Something that the rules do not allow: a warranty exception, a late extension. */
    EXCEPTION;

    /** As configuration and facts write it: {@code money}, {@code exception}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that is written so. */
    public static Optional<ApprovalKind> of(String wireName) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
    }
}
