package io.rmahub.engine.processing;

/** The message cannot become what it should be, however often one tries; it is quarantined. */
public final class InvalidMessageException extends RuntimeException {

    private final transient String path;

    /** @param path JSON pointer of the field to blame, or null */
    public InvalidMessageException(String reason, String path) {
        super(reason);
        this.path = path;
    }

    /** Without a path, and without a stack trace: thousands may come in a row, and the reason says it all. */
    public InvalidMessageException(String reason) {
        super(reason, null, false, false);
        this.path = null;
    }

    public String path() {
        return path;
    }
}
