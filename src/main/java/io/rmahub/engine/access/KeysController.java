package io.rmahub.engine.access;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import io.rmahub.engine.web.ApiController;

/** The keys of the administrator's own organisation. A key is shown once, when it is made. */
@ApiController
@RequestMapping("/api/access/keys")
class KeysController {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private final ApiKeys keys;

    KeysController(ApiKeys keys) {
        this.keys = keys;
    }

    /** What is asked for: a name that no live key has, and scopes by their texts. */
    record Wanted(String name, List<String> scopes) {
    }

    /** A key without the key. */
    record Shown(UUID id, String orgId, String name, List<String> scopes, Instant createdAt, Instant revokedAt) {

        static Shown of(ApiKey key) {
            List<String> scopes = key.scopes().stream().sorted().map(Scope::text).toList();
            return new Shown(key.id(), key.orgId(), key.name(), scopes, key.createdAt(), key.revokedAt());
        }
    }

    /** The only answer that holds the key itself. */
    record Created(UUID id, String orgId, String name, List<String> scopes, Instant createdAt, String key) {
    }

    @GetMapping
    List<Shown> list() {
        return keys.list(CurrentPrincipal.require().orgId()).stream().map(Shown::of).toList();
    }

    @PostMapping
    ResponseEntity<Created> create(@RequestBody Wanted wanted) {
        if (wanted.name() == null || !NAME.matcher(wanted.name()).matches()) {
            throw problem(HttpStatus.BAD_REQUEST, "name must be 1 to 100 letters, digits, spaces, dots or dashes");
        }
        Set<Scope> scopes = scopes(wanted.scopes());
        String secret = KeyText.newKey();
        try {
            Shown made = Shown.of(keys.create(CurrentPrincipal.require().orgId(), wanted.name(), scopes, secret));
            return ResponseEntity.created(URI.create("/api/access/keys/" + made.id()))
                    .cacheControl(CacheControl.noStore())
                    .body(new Created(made.id(), made.orgId(), made.name(), made.scopes(), made.createdAt(), secret));
        } catch (DuplicateKeyException e) {
            throw problem(HttpStatus.CONFLICT, "There is a live key of that name");
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        if (!keys.revoke(CurrentPrincipal.require().orgId(), id)) {
            throw problem(HttpStatus.NOT_FOUND, "There is no such key");
        }
    }

    private static Set<Scope> scopes(List<String> texts) {
        if (texts == null || texts.isEmpty()) {
            throw problem(HttpStatus.BAD_REQUEST, "scopes must name at least one of " + List.of(Scope.values()));
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        texts.forEach(text -> scopes.add(Scope.of(text).orElseThrow(() ->
                problem(HttpStatus.BAD_REQUEST, "scopes may only hold " + List.of(Scope.values())))));
        return scopes;
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
