package io.rmahub.engine.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The machine keys: made, found by their hash, listed and revoked. */
@Component
public class ApiKeys {

    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LoadingCache<ByteBuffer, Optional<ApiKey>> checked;

    ApiKeys(JdbcClient jdbc, Clock clock, AccessSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.checked = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(settings.keyCache())
                .build(this::read);
    }

    /** The key that this text is, also when it is revoked, or empty. Seldom costs a query. */
    public Optional<ApiKey> find(String key) {
        return checked.get(ByteBuffer.wrap(KeyText.hash(key)));
    }

    /** All keys of an organisation, newest first, revoked ones included. */
    public List<ApiKey> list(String orgId) {
        return jdbc.sql("select * from api_key where org_id = ? order by id desc")
                .param(orgId).query(ApiKeys::row).list();
    }

    /**
     * Makes a key for a random text that the caller shows once and forgets.
     *
     * @throws org.springframework.dao.DuplicateKeyException if a live key of the organisation has that name
     */
    public ApiKey create(String orgId, String name, Set<Scope> scopes, String key) {
        return jdbc.sql("""
                        insert into api_key (id, org_id, name, key_hash, scopes, created_at)
                        values (?, ?, ?, ?, ?, ?) returning *""")
                .params(UuidCreator.getTimeOrderedEpoch(), orgId, name, KeyText.hash(key), texts(scopes), now())
                .query(ApiKeys::row).single();
    }

    /** Refuses a key from now on; through other hub instances after {@code hub.access.key-cache}. */
    public boolean revoke(String orgId, UUID id) {
        int found = jdbc.sql("update api_key set revoked_at = coalesce(revoked_at, ?) where org_id = ? and id = ?")
                .params(now(), orgId, id).update();
        checked.invalidateAll();
        return found > 0;
    }

    /**
     * Makes this text the one live key of that name; another one of the same name is revoked. Called at start,
     * perhaps by several hub instances at once.
     *
     * @param revive whether a key that was revoked becomes live again
     * @return the key, which is still revoked if it was and may not be revived
     */
    @Transactional
    public ApiKey ensure(String orgId, String name, Set<Scope> scopes, String key, boolean revive) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('api_key'))").query(row -> { });
        byte[] hash = KeyText.hash(key);
        Optional<ApiKey> existing = read(ByteBuffer.wrap(hash));
        if (existing.isPresent() && existing.get().revokedAt() != null && !revive) {
            return existing.get();
        }
        jdbc.sql("""
                        update api_key set revoked_at = ?
                        where org_id = ? and name = ? and key_hash <> ? and revoked_at is null""")
                .params(now(), orgId, name, hash).update();
        ApiKey live = jdbc.sql("""
                        insert into api_key (id, org_id, name, key_hash, scopes, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (key_hash) do update set org_id = excluded.org_id, name = excluded.name,
                            scopes = excluded.scopes, revoked_at = null
                        returning *""")
                .params(UuidCreator.getTimeOrderedEpoch(), orgId, name, hash, texts(scopes), now())
                .query(ApiKeys::row).single();
        checked.invalidateAll();
        return live;
    }

    private Optional<ApiKey> read(ByteBuffer hash) {
        return jdbc.sql("select * from api_key where key_hash = ?").param(hash.array()).query(ApiKeys::row).optional();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String[] texts(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::text).toArray(String[]::new);
    }

    private static ApiKey row(ResultSet row, int number) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) row.getArray("scopes").getArray())
                .forEach(text -> Scope.of(text).ifPresent(scopes::add));
        OffsetDateTime revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("org_id"),
                row.getString("name"),
                scopes,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                revokedAt == null ? null : revokedAt.toInstant());
    }
}
