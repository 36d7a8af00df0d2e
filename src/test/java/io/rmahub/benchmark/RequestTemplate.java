package io.rmahub.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A request whose ticket number is written into its bytes in place: eight digits everywhere, so that neither
 * length nor headers change. One copy for each connection.
 */
final class RequestTemplate {

    /** Numbers have exactly eight digits. */
    static final long FIRST_ID = 10_000_000L;
    private static final String MARK = "98765432";

    private final byte[] bytes;
    private final int[] places;

    private RequestTemplate(byte[] bytes, int[] places) {
        this.bytes = bytes;
        this.places = places;
    }

    /** @param renderer makes the whole request for one ticket number */
    static RequestTemplate of(Function<String, byte[]> renderer) {
        byte[] bytes = renderer.apply(MARK);
        // One character is one byte in this charset, so that positions agree.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length())) {
            places.add(at);
        }
        return new RequestTemplate(bytes, places.stream().mapToInt(Integer::intValue).toArray());
    }

    RequestTemplate copy() {
        return new RequestTemplate(bytes.clone(), places);
    }

    /** The request for this ticket; the array is used again for the next. */
    byte[] fill(long id) {
        long rest = id;
        for (int digit = MARK.length() - 1; digit >= 0; digit--) {
            byte character = (byte) ('0' + rest % 10);
            rest /= 10;
            for (int place : places) {
                bytes[place + digit] = character;
            }
        }
        return bytes;
    }
}
