package io.rmahub.engine.processing;

/** Asks another system about something that is needed before a decision; the answer goes to a {@link LookUpCache}. */
public interface LookUpClient {

    /**
     * Asks and waits; no answer is no obstacle.
     *
     * @param name what kind of look-up, for example {@code product}: the route {@code look-up-<name>} makes it
     * @param key  what is asked about
     */
    void ask(String name, String key);
}
