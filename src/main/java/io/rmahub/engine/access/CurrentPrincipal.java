package io.rmahub.engine.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Finds who is asking. */
public final class CurrentPrincipal {

    static final String ATTRIBUTE = HubPrincipal.class.getName();

    private CurrentPrincipal() {
    }

    /**
     * The principal of the request that this thread serves.
     *
     * @throws AuthenticationCredentialsNotFoundException if there is none; answered with 401
     */
    public static HubPrincipal require() {
        return principal(SecurityContextHolder.getContext().getAuthentication()).orElseThrow(CurrentPrincipal::nobody);
    }

    /**
     * The principal of a request that came with a key, also on another thread than the one that received it
     * (of an answer that is made later, for instance).
     *
     * @throws AuthenticationCredentialsNotFoundException if there is none; answered with 401
     */
    public static HubPrincipal require(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof HubPrincipal principal ? principal : require();
    }

    static Optional<HubPrincipal> principal(Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof HubPrincipal principal
                ? Optional.of(principal)
                : Optional.empty();
    }

    private static AuthenticationCredentialsNotFoundException nobody() {
        return new AuthenticationCredentialsNotFoundException("Nobody is signed in");
    }
}
