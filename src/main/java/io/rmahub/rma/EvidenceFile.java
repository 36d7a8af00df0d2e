package io.rmahub.rma;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file as it was sent.
 *
 * @param mediaType what the sender says it is
 * @param note      what the sender says about it, or null
 */
public record EvidenceFile(String name, String mediaType, byte[] bytes, String note) {

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for two requests that send the same. */
    @Override
    public String toString() {
        return name + "\n" + mediaType + "\n" + note + "\n" + HexFormat.of().formatHex(sha256());
    }
}
