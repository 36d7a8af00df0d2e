package io.rmahub.door;


/** Notes who was turned away at a door. Bodies and credentials are not part of the note. */
public interface Refusals {

    void note(String source, String reason, String remoteAddress);
}
