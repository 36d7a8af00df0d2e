package io.rmahub.unit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A firmware version in its order: {@code V2.9} comes before {@code V2.10}, {@code 2.33-rc1} before {@code 2.33}, and
 * {@code V2.3} is {@code 2.3.0}.
 *
 * <p>The order is a text whose comparison by bytes is the comparison of versions, so that the database (collation
 * "C") orders as Java does. No library's comparison can be stored like that.
 *
 * @param text  as reported
 * @param order what sorts; of versions that count as equal the same
 */
public record FirmwareVersion(String text, String order) implements Comparable<FirmwareVersion> {

    private static final Pattern LEADING_NAME = Pattern.compile("^(?:version|ver|fw|v)[\\s._-]*(?=\\d)");
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");
    private static final int LONGEST_NUMBER = 25;
    /** Less than the end of a version: what came before it was finished. */
    private static final Map<String, String> BEFORE_RELEASE =
            Map.of("snapshot", "!0", "dev", "!0", "alpha", "!1", "beta", "!2", "rc", "!3", "cr", "!3");
    private static final String END = "$";
    private static final String LETTERS = "(";

    /**
     * Empty when there is no number in it: such a text has no place in an order, and whoever asks must say "unknown".
     */
    public static Optional<FirmwareVersion> of(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String plain = LEADING_NAME.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(plain);
        boolean numbered = false;
        while (part.find()) {
            boolean number = Character.isDigit(part.group().charAt(0));
            numbered |= number;
            if (!number) {
                dropZeros(parts);
            }
            parts.add(number ? number(part.group())
                    : BEFORE_RELEASE.getOrDefault(part.group(), LETTERS + part.group()));
        }
        dropZeros(parts);
        return numbered ? Optional.of(new FirmwareVersion(text.strip(), String.join("", parts) + END))
                : Optional.empty();
    }

    /** Length before digits: of two numbers the longer one is greater. */
    private static String number(String digits) {
        String plain = digits.replaceFirst("^0+(?=.)", "");
        int length = Math.min(plain.length(), LONGEST_NUMBER);
        return (char) ('A' + length - 1) + plain.substring(0, length);
    }

    /** 2.3 and 2.3.0 are one version. */
    private static void dropZeros(List<String> parts) {
        while (parts.size() > 1 && parts.get(parts.size() - 1).equals("A0")) {
            parts.remove(parts.size() - 1);
        }
    }

    @Override
    public int compareTo(FirmwareVersion other) {
        return order.compareTo(other.order);
    }
}
