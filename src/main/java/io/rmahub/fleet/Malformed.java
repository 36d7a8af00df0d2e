package io.rmahub.fleet;

/** Why a reading could not be read at all; the text holds no value of the reading but its time. */
public final class Malformed extends Exception {

    Malformed(String reason) {
        // Without a stack trace: thousands may come in a row, and the reason says it all.
        super(reason, null, false, false);
    }
}
