package io.rmahub.engine.ingress;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A message that came as the query string of a GET, as the form that it would have been as a body. */
final class QueryStringMessage {

    private QueryStringMessage() {
    }

    /** @param credentials parameters that are left out: they belong to the request, and are not to be stored */
    static byte[] of(Map<String, List<String>> query, Set<String> credentials) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, values) -> {
            if (!credentials.contains(name)) {
                values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value)));
            }
        });
        return String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
