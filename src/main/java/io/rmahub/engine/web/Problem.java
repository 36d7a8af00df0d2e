package io.rmahub.engine.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * An error as RFC 9457 writes it.
 *
 * @param detail what the sender can do about it; never an exception's text
 */
public record Problem(int status, String title, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public String json() {
        return "{\"type\":\"about:blank\",\"title\":\"" + quoted(title) + "\",\"status\":" + status
                + ",\"detail\":\"" + quoted(detail) + "\"}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
