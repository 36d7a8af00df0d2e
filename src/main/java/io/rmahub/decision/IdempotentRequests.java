package io.rmahub.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
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
    public static final class KeyReused extends RuntimeException {
        KeyReused() {
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

    /** What the request asks for. */
    @FunctionalInterface
    public interface Effect {
        Answer run() throws SQLException;
    }

    private final ObjectMapper json;

    public IdempotentRequests(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Runs the effect, or gives the answer that it had.
     *
     * @throws KeyReused if the key came with another request
     */
    public Answer once(Connection connection, Request request, Instant now, Effect effect) throws SQLException {
        if (request.key() == null) {
            return effect.run();
        }
        byte[] hash = hash(request);
        if (!claim(connection, request, hash, now)) {
            return before(connection, request, hash);
        }
        Answer answer = effect.run();
        keep(connection, request, answer);
        return answer;
    }

    /** Forgets requests that came before this time; a key that comes again after it is a new one. */
    public void forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, before.toString());
            statement.executeUpdate();
        }
    }

    private static boolean claim(Connection connection, Request request, byte[] hash, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, request.orgId());
            statement.setString(2, request.key());
            statement.setString(3, request.operation());
            statement.setBytes(4, hash);
            statement.setString(5, now.toString());
            return statement.executeUpdate() == 1;
        }
    }

    private Answer before(Connection connection, Request request, byte[] hash) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, request.orgId());
            statement.setString(2, request.key());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getString("operation").equals(request.operation())
                        || !MessageDigest.isEqual(row.getBytes("request_hash"), hash)) {
                    throw new KeyReused();
                }
                return new Answer(row.getInt("status"), row.getString("response"),
                        json.readValue(row.getString("headers"), HEADERS));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void keep(Connection connection, Request request, Answer answer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setInt(1, answer.status());
            statement.setString(2, answer.body());
            statement.setString(3, json.writeValueAsString(answer.headers()));
            statement.setString(4, request.orgId());
            statement.setString(5, request.key());
            statement.executeUpdate();
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
