package io.rmahub.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does what a request asks for once, however often it comes with the same {@code Idempotency-Key} (IETF draft
 * httpapi-idempotency-key-header): the answer is kept in the transaction of the effect. A repeat that comes while the
 * first is under way waits for it. What is refused has no effect, and is decided anew when it is repeated.
 */
@Component
public final class IdempotentRequests {

    private static final String CLAIM = """
            insert into idempotent_request (org_id, key, operation, request_hash, status, response, at)
            values (?, ?, ?, ?, 0, '', ?::timestamptz) on conflict (org_id, key) do nothing""";
    private static final String FIND = """
            select operation, request_hash, status, response, headers from idempotent_request
            where org_id = ? and key = ?""";
    private static final String KEEP =
            "update idempotent_request set status = ?, response = ?, headers = ? where org_id = ? and key = ?";

    private static final String FORGET = "delete from idempotent_request where at < ?::timestamptz";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {
    };

    /** The key came before with another request. */
    public static final class IdempotencyKeyReusedException extends RuntimeException {
        IdempotencyKeyReusedException() {
            super("This Idempotency-Key came with another request before", null, false, false);
        }
    }

    /** What the caller gets. */
    public record Answer(int status, String body, Map<String, String> headers) {
    }

    /**
     * What makes a request the same as another one.
     *
     * @param key       as sent; null if it has none, and then it is not remembered
     * @param operation method and path
     * @param body      its bytes, or what stands for them
     */
    public record Request(String orgId, String key, String operation, byte[] body) {
    }

    private record Before(String operation, byte[] hash, Answer answer) {
    }

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public IdempotentRequests(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Runs the effect in the transaction that is open, or gives the answer that it had.
     *
     * @throws IdempotencyKeyReusedException if the key came with another request
     */
    public Answer once(Request request, Instant now, Supplier<Answer> effect) {
        if (request.key() == null) {
            return effect.get();
        }
        byte[] hash = hash(request);
        if (!claim(request, hash, now)) {
            return before(request, hash);
        }
        Answer answer = effect.get();
        jdbc.sql(KEEP).params(answer.status(), answer.body(), text(answer.headers()), request.orgId(), request.key())
                .update();
        return answer;
    }

    /** Forgets requests that came before this time; a key that comes again after it is a new one. */
    public void forget(Instant before) {
        jdbc.sql(FORGET).param(before.toString()).update();
    }

    private boolean claim(Request request, byte[] hash, Instant now) {
        return jdbc.sql(CLAIM).params(request.orgId(), request.key(), request.operation(), hash, now.toString())
                .update() == 1;
    }

    private Answer before(Request request, byte[] hash) {
        return jdbc.sql(FIND).params(request.orgId(), request.key())
                .query((row, n) -> new Before(row.getString("operation"), row.getBytes("request_hash"),
                        new Answer(row.getInt("status"), row.getString("response"), headers(row.getString("headers")))))
                .optional()
                .filter(first -> first.operation().equals(request.operation())
                        && MessageDigest.isEqual(first.hash(), hash))
                .map(Before::answer).orElseThrow(IdempotencyKeyReusedException::new);
    }

    private String text(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hash(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.operation().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
