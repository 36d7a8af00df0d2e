package io.rmahub.settings;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One system that posts to the hub.
 *
 * @param orgId        the organisation whose data this source brings; written to every row
 * @param verification how a request proves that it comes from this source
 * @param timeZone     the zone of times that the source gives without an offset
 * @param maxBody      larger bodies are refused with 413
 * @param dedup        first entry whose {@code when} fits gives the fields of the deduplication key; when
 *                     none fits, or a field is missing, the key is the hash of the raw body
 * @param keys         kind of business key by the field (name or JSON pointer) that holds it in a posted body
 * @param response     what this sender wants to read after acceptance
 * @param enrich       endpoint of the route that completes a thin event, or null
 * @param fetch        how to ask this source for more, or null
 * @param retry        when a message that failed on the way is tried again
 * @param settings     what only this source's mapping and rules understand
 */
public record SourceSettings(
        @DefaultValue("true") boolean enabled,
        String orgId,
        VerificationSettings verification,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue List<DedupKey> dedup,
        @DefaultValue Map<String, String> keys,
        @DefaultValue Response response,
        String enrich,
        EndpointSettings fetch,
        @DefaultValue RetrySettings retry,
        @DefaultValue Map<String, Object> settings) {

    /**
     * Values by field that must be present for {@code fields} (JSON field names or pointers) to be the key. A field
     * may be missing only if its name ends with {@code ?}; otherwise the raw body is the key.
     */
    public record DedupKey(@DefaultValue Map<String, String> when, List<String> fields) {
    }

    /** Status and body; {@code {id}} and {@code {state}} in the body are replaced. */
    public record Response(
            @DefaultValue("202") int status,
            @DefaultValue("application/json") String contentType,
            @DefaultValue("{\"id\":\"{id}\",\"status\":\"{state}\"}") String body) {
    }
}
