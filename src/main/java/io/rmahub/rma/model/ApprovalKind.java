package io.rmahub.rma.model;

import java.util.Set;

/** What an approval is about. */
public enum ApprovalKind {
    /** Refunds, paid repairs, goodwill. */
    MONEY,
    /** What the rules of the warranty do not allow. */
    EXCEPTION;

    private static final Set<String> EXCEPTIONS = Set.of("warranty-exception", "void-reversal", "late-extension");

    /** Of a request, by what it asks for; whatever is no exception is about money. */
    public static ApprovalKind ofRequest(String requestKind) {
        return EXCEPTIONS.contains(requestKind) ? EXCEPTION : MONEY;
    }
}
