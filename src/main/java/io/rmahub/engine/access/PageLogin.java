package io.rmahub.engine.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks the name and password of the login page. After ten failures for one name from one address within
 * five minutes, the right password is not taken either; the page says the same as for a wrong one.
 */
@Component
final class PageLogin implements AuthenticationProvider {

    private static final int MOST_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Users users;
    private final Cache<String, AtomicInteger> failures =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(WINDOW).build();

    PageLogin(Users users) {
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        AtomicInteger failed = failures.get(who(login), who -> new AtomicInteger());
        if (failed.get() >= MOST_FAILURES) {
            throw new BadCredentialsException("Too many failures");
        }
        HubPrincipal principal = users.authenticate(login.getName(), String.valueOf(login.getCredentials()))
                .orElseThrow(() -> {
                    failed.incrementAndGet();
                    return new BadCredentialsException("Wrong name or password");
                });
        return new HubAuthentication(principal);
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    private static String who(Authentication login) {
        String address = login.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        return address + " " + login.getName().strip().toLowerCase(Locale.ROOT);
    }
}
