package io.rmahub.engine.mapping;

/**
 * A mapping that cannot be compiled, or that could not shape one message.
 *
 * <p>At start it means a wrong file and stops the hub; later it means one message that must be quarantined
 * with {@link #reason()}.
 */
public final class MappingException extends RuntimeException {

    private final String mapping;
    private final String reason;

    /**
     * @param mapping name of the mapping, e.g. {@code targets/csp}
     * @param reason  what is wrong, with file and line where known; never the message's content
     */
    public MappingException(String mapping, String reason, Throwable cause) {
        super("Mapping " + mapping + ": " + reason, cause);
        this.mapping = mapping;
        this.reason = reason;
    }

    /** Name of the mapping, e.g. {@code targets/csp}. */
    public String mapping() {
        return mapping;
    }

    /** What is wrong, with file and line where known. */
    public String reason() {
        return reason;
    }
}
