package io.rmahub.warranty.model;

/** The day from which a warranty term is counted. */
public enum Anchor {
    PURCHASE, INSTALLATION, PRODUCTION;

    @Override
    public String toString() {
        return switch (this) {
            case PURCHASE -> "purchase";
            case INSTALLATION -> "installation";
            case PRODUCTION -> "production";
        };
    }
}
