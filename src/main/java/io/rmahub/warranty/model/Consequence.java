package io.rmahub.warranty.model;

/** What follows when a condition of the warranty is broken. None of them touches the buyer's legal guarantee. */
public enum Consequence {
    /** The cell warranty ends; parts and labour go on. */
    VOID_CELLS,
    /** The maker's whole warranty ends. */
    VOID_ALL,
    /** The maker's whole warranty ends after fewer months. */
    SHORTEN_TERM;

    @Override
    public String toString() {
        return switch (this) {
            case VOID_CELLS -> "void-cells";
            case VOID_ALL -> "void-all";
            case SHORTEN_TERM -> "shorten-term";
        };
    }

    boolean touches(Part part) {
        return this != VOID_CELLS || part == Part.CELLS;
    }
}
