package io.rmahub.engine.access;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.engine.web.RefusedException;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The keys of the administrator's own organisation. A key is shown once, when it is made. */
@ApiController
@RequestMapping("/api/access/keys")
class KeysController {

    private final ApiKeys keys;

    KeysController(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * What is asked for.
     *
     * @param name a name that no live key has
     */
    record NewKey(
            @NotNull(message = "is missing")
            @Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}",
                    message = "1 to 100 letters, digits, spaces, dots or dashes, a letter or digit first")
            String name,
            @NotEmpty(message = "at least one scope")
            List<@NotNull(message = "a scope is missing") Scope> scopes) {
    }

    /** A key without the key. */
    record KeyView(UUID id, String orgId, String name, List<String> scopes, Instant createdAt, Instant revokedAt) {

        static KeyView of(ApiKey key) {
            return new KeyView(key.id(), key.orgId(), key.name(), texts(key), key.createdAt(), key.revokedAt());
        }
    }

    /** The only answer that holds the key itself. */
    record CreatedKey(UUID id, String orgId, String name, List<String> scopes, Instant createdAt, String key) {
    }

    @GetMapping
    List<KeyView> list(Caller caller) {
        return keys.list(caller.orgId()).stream().map(KeyView::of).toList();
    }

    @PostMapping
    ResponseEntity<CreatedKey> create(Caller caller, @JsonBody NewKey wanted) {
        String secret = KeyText.newKey();
        try {
            ApiKey made = keys.create(caller.orgId(), wanted.name(), EnumSet.copyOf(wanted.scopes()), secret);
            return ResponseEntity.created(URI.create("/api/access/keys/" + made.id()))
                    .cacheControl(CacheControl.noStore())
                    .body(new CreatedKey(made.id(), made.orgId(), made.name(), texts(made), made.createdAt(), secret));
        } catch (DuplicateKeyException e) {
            throw RefusedException.conflict("There is a live key of that name");
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id) {
        if (!keys.revoke(caller.orgId(), id)) {
            throw RefusedException.notFound("There is no such key");
        }
    }

    private static List<String> texts(ApiKey key) {
        return key.scopes().stream().sorted().map(Scope::text).toList();
    }
}
