package io.rmahub.rma.model;

/**
 * Something on a case that a person should look at and that stops nothing.
 *
 * @param code stable name, e.g. {@code unknown-sku}
 * @param text one sentence for a person
 */
public record CaseWarning(String code, String text) {
}
