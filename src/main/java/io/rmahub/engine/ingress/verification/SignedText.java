package io.rmahub.engine.ingress.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature covers, as configured: plain text and <code>{body}</code>, <code>{secret}</code>,
 * <code>{header:name}</code>, <code>{query:name}</code>, <code>{field:name or pointer}</code>, one after the other.
 */
final class SignedText {

    /** The bytes of one part, or null if the request has none. */
    @FunctionalInterface
    private interface Part {
        byte[] of(InboundRequest request, byte[] secret);
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(body|secret|(header|query|field):([^{}]+))}");

    private final List<Part> parts;
    private final boolean holdsSecret;

    private SignedText(List<Part> parts, boolean holdsSecret) {
        this.parts = parts;
        this.holdsSecret = holdsSecret;
    }

    /** @throws IllegalArgumentException naming the property, if nothing of the request is covered */
    static SignedText of(String property, String template) {
        List<Part> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int end = 0;
        boolean secret = false;
        boolean covers = false;
        while (placeholder.find()) {
            addText(parts, template.substring(end, placeholder.start()));
            parts.add(part(placeholder));
            secret |= placeholder.group(1).equals("secret");
            covers |= !placeholder.group(1).equals("secret");
            end = placeholder.end();
        }
        addText(parts, template.substring(end));
        if (!covers) {
            throw new IllegalArgumentException(property + " covers nothing of the request; e.g. {body}");
        }
        return new SignedText(List.copyOf(parts), secret);
    }

    private static void addText(List<Part> parts, String text) {
        if (text.contains("{") || text.contains("}")) {
            throw new IllegalArgumentException(
                    "There are only {body}, {secret}, {header:…}, {query:…} and {field:…}");
        }
        if (!text.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            parts.add((request, secret) -> bytes);
        }
    }

    private static Part part(Matcher placeholder) {
        String name = placeholder.group(3);
        if (name == null) {
            return placeholder.group(1).equals("body") ? (request, secret) -> request.body()
                    : (request, secret) -> secret;
        }
        return switch (placeholder.group(2)) {
            case "header" -> (request, secret) -> single(request.header(name));
            case "query" -> (request, secret) -> single(request.parameter(name));
            default -> (request, secret) -> BodyField.of(request.body(), name);
        };
    }

    private static byte[] single(List<String> values) {
        return values.size() == 1 ? values.get(0).getBytes(StandardCharsets.UTF_8) : null;
    }

    boolean holdsSecret() {
        return holdsSecret;
    }

    /** Gives the bytes part by part; false if the request lacks one. */
    boolean feed(InboundRequest request, byte[] secret, Consumer<byte[]> hash) {
        for (Part part : parts) {
            byte[] bytes = part.of(request, secret);
            if (bytes == null) {
                return false;
            }
            hash.accept(bytes);
        }
        return true;
    }
}
