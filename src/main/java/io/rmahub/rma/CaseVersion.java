package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The version of a case as an entity tag. */
public final class CaseVersion {

    private CaseVersion() {
    }

    public static String etag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Only the version that the caller has seen is changed (RFC 9110, 13.1.1). The case must be locked.
     *
     * @param ifMatch the header as sent, or null
     * @throws CaseRefusedException 412 if the case is at another version
     */
    public static void require(String ifMatch, int version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String current = etag(version);
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(current)) {
                return;
            }
        }
        throw new CaseRefusedException(412, "Precondition Failed", "The case is at version " + current
                + "; read it again", JsonNodeFactory.instance.objectNode());
    }
}
