package io.rmahub.engine.processing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Something that another system is asked about before a decision.
 *
 * @param name what kind of look-up; its answers belong to the {@link LookUpCache} of that name
 * @param key  what is asked about
 */
public record LookUp(String name, String key) {

    /** The key made safe to stand between two slashes of a path. */
    public String pathSegment() {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
