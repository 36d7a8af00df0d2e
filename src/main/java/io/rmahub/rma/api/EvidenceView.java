package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that documents a case.
 *
 * @param mediaType what its content is, whatever the sender said
 * @param size      bytes
 * @param sha256    of the content, in hexadecimal digits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceView(UUID id, String fileName, String mediaType, long size, String sha256, String note,
                           String uploadedBy, Instant at) {
}
