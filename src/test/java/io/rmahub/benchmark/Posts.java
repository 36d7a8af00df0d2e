package io.rmahub.benchmark;

import io.rmahub.support.ThuliumPosts;
import java.nio.charset.StandardCharsets;

/** The requests of the benchmark. */
final class Posts {

    private Posts() {
    }

    /** A POST with an empty JSON object to an endpoint that does nothing with it. */
    static byte[] empty(String path) {
        return ThuliumPosts.request(path, "application/json", "{}");
    }

    /** Empty POSTs as load. */
    static RequestTemplate emptyLoad(String path) {
        return RequestTemplate.of(id -> empty(path));
    }

    /** Warranty tickets, whole, as the hub's door takes them. */
    static RequestTemplate tickets() {
        return RequestTemplate.of(ThuliumPosts::rich);
    }

    /** The very same bytes, posted to the bare controller. */
    static RequestTemplate ticketsForBare() {
        return RequestTemplate.of(id -> new String(ThuliumPosts.rich(id), StandardCharsets.UTF_8)
                .replace(ThuliumPosts.PATH, BareInsert.INSERT_PATH).getBytes(StandardCharsets.UTF_8));
    }
}
