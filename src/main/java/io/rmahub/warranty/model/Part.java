package io.rmahub.warranty.model;

/** What a warranty pays for. Each part has an end of its own (UK/IE: ten years of parts, five of labour). */
public enum Part {
    PARTS,
    LABOUR,
    /** The performance of battery cells: state of health, energy throughput, cycles. */
    CELLS;

    @Override
    public String toString() {
        return switch (this) {
            case PARTS -> "parts";
            case LABOUR -> "labour";
            case CELLS -> "cells";
        };
    }
}
