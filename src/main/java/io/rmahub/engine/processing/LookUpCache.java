package io.rmahub.engine.processing;

/** Remembers what another system answered about keys. Every bean of this kind is found by its name. */
public interface LookUpCache {

    /** For example {@code product}: the route {@code look-up-product} asks for it. */
    String name();

    /** Whether the other system would have to be asked about this key; false for null. */
    boolean unheardOf(String key);

    /**
     * Remembers an answer.
     *
     * @param status of HTTP; one that says nothing about the key teaches nothing
     * @throws java.io.UncheckedIOException if the body cannot be read
     */
    void learn(String key, int status, String body);
}
