package io.rmahub.engine.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A principal whose key was found; the key itself is forgotten at once. */
final class HubAuthentication extends AbstractAuthenticationToken {

    private final HubPrincipal principal;

    HubAuthentication(HubPrincipal principal) {
        super(authorities(principal));
        this.principal = principal;
        setAuthenticated(true);
    }

    static List<SimpleGrantedAuthority> authorities(HubPrincipal principal) {
        return principal.scopes().stream().map(scope -> new SimpleGrantedAuthority(scope.text())).toList();
    }

    @Override
    public HubPrincipal getPrincipal() {
        return principal;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
