package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;

/**
 * A move that could be made.
 *
 * @param to      the state that it leads to
 * @param legal   whether it can be made now; absent where the list says so
 * @param because what forbids it
 */
@JsonInclude(Include.NON_NULL)
public record MoveView(String move, String to, Boolean legal, @JsonInclude(Include.NON_EMPTY) List<String> because) {
}
