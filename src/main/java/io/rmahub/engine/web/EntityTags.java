package io.rmahub.engine.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags of what has a version, and the condition {@code If-Match} (RFC 9110 §8.8.3, §13.1.1). */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
    private static final Pattern LIST = Pattern.compile("\\s*(?:" + TAG.pattern() + "\\s*(?:,\\s*|$))+");

    private EntityTags() {
    }

    /** The strong tag of this version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Compares as RFC 9110 wants it for {@code If-Match}: strongly, so that a weak tag never matches; with any of a
     * list; {@code *} fits whatever is there.
     *
     * @param ifMatch the header as sent, or null for no condition
     * @throws RefusedException 412 if none fits, 400 if it is no list of entity tags
     */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        if (!LIST.matcher(ifMatch).matches()) {
            throw RefusedException.unreadable("If-Match", "entity tags as they were sent in ETag, or *");
        }
        Matcher tags = TAG.matcher(ifMatch);
        while (tags.find()) {
            if (tags.group(1) == null && tags.group(2).equals(Long.toString(version))) {
                return;
            }
        }
        throw RefusedException.preconditionFailed("It was changed meanwhile: it is at version " + version,
                Map.of("version", version));
    }
}
