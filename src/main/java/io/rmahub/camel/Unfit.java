package io.rmahub.camel;

/** The message cannot become what it should be, however often one tries; it is quarantined. */
public final class Unfit extends RuntimeException {

    private final transient String path;

    /** @param path JSON pointer of the field to blame, or null */
    public Unfit(String reason, String path) {
        super(reason);
        this.path = path;
    }

    public String path() {
        return path;
    }
}
