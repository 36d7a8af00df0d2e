package io.rmahub.warranty.model;

/** What a unit's warranty rests on. GOODWILL is granted by an approved exception, never sold. */
public enum Tier {
    STANDARD, EXTENDED_5Y, EXTENDED_10Y, GOODWILL
}
