package io.rmahub.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param next the {@code cursor} with which the list goes on; absent when this was its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, UUID next) {

    /** So many items are in a page unless {@code limit} says otherwise. */
    public static final String DEFAULT_LIMIT = "50";
    public static final int LARGEST_LIMIT = 500;

    /** A full page goes on after its last item. */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, UUID> id) {
        return new Page<>(items, items.size() == limit ? id.apply(items.get(limit - 1)) : null);
    }
}
