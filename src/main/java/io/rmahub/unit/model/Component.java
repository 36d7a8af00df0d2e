package io.rmahub.unit.model;

import java.util.Locale;

/** The part of a unit that a firmware belongs to. */
public enum Component {

    CELL,
    BMS;

    /** As messages and tables name it: {@code cell}, {@code bms}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its wire name; throws for any other. */
    public static Component of(String wireName) {
        for (Component component : values()) {
            if (component.wireName().equals(wireName)) {
                return component;
            }
        }
        throw new IllegalArgumentException("There is no component " + wireName);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
