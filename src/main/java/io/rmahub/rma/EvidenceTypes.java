package io.rmahub.rma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of file that document a case, known by how their content begins and not by what they are called.
 * Signatures: RFC 2083 (PNG), ITU T.81 (JPEG), GIF89a, RIFF (WebP), ISO/IEC 14496-12 (MP4, HEIC), ISO 32000 (PDF).
 */
final class EvidenceTypes {

    private record Signature(String mediaType, int offset, byte[] bytes, List<String> suffixes) {

        boolean fits(byte[] content) {
            return content.length >= offset + bytes.length
                    && Arrays.equals(content, offset, offset + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            of("image/png", 0, "\u0089PNG\r\n\u001a\n", "png"),
            of("image/jpeg", 0, "\u00ff\u00d8\u00ff", "jpg", "jpeg"),
            of("image/gif", 0, "GIF8", "gif"),
            of("image/webp", 8, "WEBP", "webp"),
            of("image/heic", 4, "ftypheic", "heic"),
            of("image/heic", 4, "ftypmif1", "heic", "heif"),
            of("video/mp4", 4, "ftyp", "mp4", "m4v", "mov"),
            of("application/pdf", 0, "%PDF-", "pdf"));

    private static final String TEXT = "text/plain";

    private EvidenceTypes() {
    }

    static final List<String> ACCEPTED = List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/heic",
            "video/mp4", "application/pdf", TEXT);

    /** What the content is, if it is one of these kinds. */
    static Optional<String> of(byte[] content) {
        return SIGNATURES.stream().filter(signature -> signature.fits(content)).map(Signature::mediaType).findFirst()
                .or(() -> isPlainText(content) ? Optional.of(TEXT) : Optional.empty());
    }

    /** Whether a name's end fits this type. A name without a known end fits every type. */
    static boolean fits(String name, String mediaType) {
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        List<Signature> named = SIGNATURES.stream().filter(signature -> signature.suffixes().contains(suffix)).toList();
        return named.isEmpty() || named.stream().anyMatch(signature -> signature.mediaType().equals(mediaType));
    }

    /** UTF-8 without control characters, and nothing that a browser could take for a page. */
    private static boolean isPlainText(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String head = text.substring(0, Math.min(text.length(), 1024)).strip().toLowerCase(Locale.ROOT);
        return content.length > 0 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)
                && text.indexOf('\ufffd') < 0 && !head.startsWith("<")
                && text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    }

    private static Signature of(String mediaType, int offset, String bytes, String... suffixes) {
        return new Signature(mediaType, offset, bytes.getBytes(StandardCharsets.ISO_8859_1), List.of(suffixes));
    }
}
