package io.rmahub.warranty.model;

/**
 * An answer of the office that approves exceptions to the warranty.
 *
 * @param id     of the approval there
 * @param source the system that answered
 */
public record Approval(String id, boolean approved, String source) {
    public Approval {
        Require.text("id", id);
        Require.text("source", source);
    }
}
