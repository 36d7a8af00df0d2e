package io.rmahub.engine.settings;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One system whose messages the hub takes.
 *
 * @param internal     whether the hub itself writes its messages, for example what a target answered: no door leads
 *                     to it, so it has neither {@code org-id} nor {@code verification}; each message names its
 *                     organisation
 * @param orgId        the organisation whose data this source brings; written to every row; null if it is internal
 * @param verification how a request proves that it comes from this source; null if it is internal
 * @param timeZone     the zone of times that the source gives without an offset
 * @param maxBody      larger bodies are refused with 413
 * @param methods      those that bring a message; with {@code GET} the query string is the message, read as a form
 * @param body         how a posted body is read
 * @param probe        what is answered to a sender that only looks whether somebody is there
 * @param dedup        first entry whose {@code when} fits gives the fields of the deduplication key; when
 *                     none fits, or a field is missing, the key is the hash of the raw body
 * @param keys         kind of business key by the field (name or JSON pointer) that holds it in a posted body
 * @param response     what this sender wants to read after acceptance
 * @param enrich       endpoint of the route that completes a thin event, or null
 * @param fetch        how to ask this source for more, or null
 * @param poll         how this source is asked about parcels, or null
 * @param retry        when a message that failed on the way is tried again
 * @param settings     what only this source's mapping and rules understand
 */
public record SourceSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean internal,
        String orgId,
        VerificationSettings verification,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("POST") Set<String> methods,
        @DefaultValue Body body,
        @DefaultValue Probe probe,
        @DefaultValue List<DedupKey> dedup,
        @DefaultValue Map<String, String> keys,
        @DefaultValue Response response,
        String enrich,
        EndpointSettings fetch,
        PollSettings poll,
        @DefaultValue RetrySettings retry,
        @DefaultValue Map<String, Object> settings) {

    /** Kinds of body that a door can read. */
    public enum Format { JSON, FORM, XML, LIST }

    /**
     * How a posted body is read; the first byte decides which of the formats it is.
     *
     * @param formats what is accepted; {@code list} is a JSON array
     * @param unwrap  top-level fields whose text is itself JSON or XML, to be replaced by what it says
     * @param arrays  XML names that are an array even where there is only one
     */
    public record Body(
            @DefaultValue({"json", "form"}) Set<Format> formats,
            @DefaultValue Set<String> unwrap,
            @DefaultValue Set<String> arrays) {
    }

    /**
     * Methods that are merely answered: not verified, since such a request carries nothing, and stored nowhere.
     *
     * @param origins who may send CloudEvents here (HTTP webhook specification 1.0, abuse protection); {@code *} is all
     * @param rate    requests a minute that such a sender may make; {@code *} is any number
     */
    public record Probe(
            @DefaultValue Set<String> methods,
            @DefaultValue("200") int status,
            @DefaultValue Map<String, String> headers,
            @DefaultValue Set<String> origins,
            @DefaultValue("*") String rate) {
    }

    /**
     * Values by field that must be present for {@code fields} (JSON field names or pointers, or {@code header:} and
     * a header's name) to be the key. A field may be missing only if its name ends with {@code ?}; otherwise the raw
     * body is the key.
     */
    public record DedupKey(@DefaultValue Map<String, String> when, List<String> fields) {
    }

    /**
     * What is answered once the message is committed. In the body <code>{id}</code>, <code>{state}</code> and
     * <code>{field:…}</code> (name or JSON pointer) are replaced, escaped as the content type wants.
     *
     * @param status any 2xx
     * @param repeat what of it is different for a repeat; null for nothing
     */
    public record Response(
            @DefaultValue("202") int status,
            @DefaultValue("application/json") String contentType,
            @DefaultValue("{\"id\":\"{id}\",\"status\":\"{state}\"}") String body,
            @DefaultValue Map<String, String> headers,
            Repeat repeat) {

        /** What is answered to a message that was accepted before. */
        public Response again() {
            return repeat == null ? this : new Response(repeat.status == null ? status : repeat.status,
                    repeat.contentType == null ? contentType : repeat.contentType,
                    repeat.body == null ? body : repeat.body, headers, null);
        }
    }

    /** As in {@link Response}; null where a repeat is answered like the first. */
    public record Repeat(Integer status, String contentType, String body) {
    }
}
