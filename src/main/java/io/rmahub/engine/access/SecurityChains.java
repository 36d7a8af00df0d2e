package io.rmahub.engine.access;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may reach what. The first chain that fits a path decides; what no rule allows is denied. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    private static final String SESSION_COOKIE = "rma_hub_session";
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The doors verify their senders themselves, each source in its own way, so nothing is done here. */
    @Bean
    @Order(1)
    SecurityFilterChain doors() {
        return new DefaultSecurityFilterChain(
                new OrRequestMatcher(path("/api/integrations/**"), path("/api/partners/**")), List.of());
    }

    @Bean
    @Order(2)
    SecurityFilterChain sandbox(HttpSecurity http, Environment environment, Refusals refusals) throws Exception {
        boolean there = environment.acceptsProfiles(Profiles.of(SandboxKeys.PROFILE));
        if (there) {
            return new DefaultSecurityFilterChain(path("/sandbox/**"), List.of());
        }
        return stateless(http.securityMatcher(path("/sandbox/**")))
                .authorizeHttpRequests(rules -> rules.anyRequest().denyAll())
                .exceptionHandling(denied -> denied
                        .authenticationEntryPoint((request, response, e) -> refusals.notFound(response))
                        .accessDeniedHandler((request, response, e) -> refusals.notFound(response)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, ApiKeys keys, Refusals refusals) throws Exception {
        return withKeys(http.securityMatcher(path("/api/**")), keys, refusals)
                .authorizeHttpRequests(rules -> rules
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers(reading("/api/docs/**")).permitAll()
                        .requestMatchers(reading("/api/ops/**")).hasAuthority(Scope.OPS_READ.text())
                        .requestMatchers(path("/api/ops/**")).hasAuthority(Scope.OPS_WRITE.text())
                        .requestMatchers(reading("/api/csp/**")).hasAuthority(Scope.SERVICE_READ.text())
                        .requestMatchers(path("/api/csp/*/*/resolve"), path("/api/csp/*/*/close"))
                        .hasAuthority(Scope.SERVICE_RESOLVE.text())
                        .requestMatchers(path("/api/csp/rma/*/escalate"))
                        .hasAuthority(Scope.SERVICE_ESCALATE.text())
                        .requestMatchers(path("/api/csp/rma"))
                        .hasAnyAuthority(Scope.SERVICE_REPORT.text(), Scope.SERVICE_WRITE.text())
                        .requestMatchers(path("/api/csp/**")).hasAuthority(Scope.SERVICE_WRITE.text())
                        .requestMatchers(reading("/api/reports/**")).hasAuthority(Scope.SERVICE_READ.text())
                        .requestMatchers(reading("/api/warranty/**")).hasAuthority(Scope.WARRANTY_READ.text())
                        .requestMatchers(path("/api/warranty/**")).hasAuthority(Scope.WARRANTY_WRITE.text())
                        .requestMatchers(reading("/api/telemetry/**")).hasAuthority(Scope.WARRANTY_READ.text())
                        .requestMatchers(path("/api/access/**")).hasAuthority(Scope.ACCESS_ADMIN.text())
                        .anyRequest().denyAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain actuator(HttpSecurity http, ApiKeys keys, Refusals refusals) throws Exception {
        return withKeys(http.securityMatcher(path("/actuator/**")), keys, refusals)
                .authorizeHttpRequests(rules -> rules
                        .requestMatchers(reading("/actuator/health/**")).permitAll()
                        .anyRequest().hasAuthority(Scope.OPS_READ.text()))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pages(HttpSecurity http, AccessAudit audit, Refusals refusals) throws Exception {
        HttpSessionRequestCache wantedPage = new HttpSessionRequestCache();
        wantedPage.setRequestMatcher(new OrRequestMatcher(reading("/"), reading("/console/**")));
        wantedPage.setMatchingRequestParameterName(null);
        return http
                .requestCache(cache -> cache.requestCache(wantedPage))
                .exceptionHandling(denied -> denied.accessDeniedHandler(refusals::page))
                .authorizeHttpRequests(rules -> rules
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(reading("/assets/**"), path("/login")).permitAll()
                        .requestMatchers(path("/"), path("/console/**")).hasAuthority(Scope.OPS_READ.text())
                        .anyRequest().denyAll())
                .formLogin(login -> login
                        .loginPage("/login")
                        .defaultSuccessUrl("/")
                        .failureHandler((request, response, e) -> {
                            audit.refused("/login", "login-failed", request.getRemoteAddr(), null);
                            response.sendRedirect(request.getContextPath() + "/login?error");
                        }))
                .logout(logout -> logout.logoutSuccessUrl("/login?signed-out").deleteCookies(SESSION_COOKIE))
                .headers(headers -> headers
                        .contentSecurityPolicy(csp -> csp.policyDirectives(PAGE_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    /** Tomcat adds {@code Secure} by itself to the cookie of a request that came by HTTPS. */
    @Bean
    ServletContextInitializer sessionCookie() {
        return context -> {
            context.getSessionCookieConfig().setName(SESSION_COOKIE);
            context.getSessionCookieConfig().setHttpOnly(true);
        };
    }

    /** Lax, so that a link in a mail opens the console without a new login. */
    @Bean
    CookieSameSiteSupplier sessionCookieSameSite() {
        return CookieSameSiteSupplier.ofLax().whenHasName(SESSION_COOKIE);
    }

    private static HttpSecurity withKeys(HttpSecurity http, ApiKeys keys, Refusals refusals) throws Exception {
        return stateless(http)
                .addFilterBefore(new BearerKeyFilter(keys, refusals), AnonymousAuthenticationFilter.class)
                .exceptionHandling(denied -> denied
                        .authenticationEntryPoint((request, response, e) ->
                                refusals.unauthorized(request, response, Refusals.KEY_MISSING, null))
                        .accessDeniedHandler((request, response, e) -> refusals.forbidden(request, response)));
    }

    /** Keys come with every request, so there is no session to keep and none to forge a request with. */
    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static RequestMatcher path(String pattern) {
        return withDefaults().matcher(pattern);
    }

    private static RequestMatcher reading(String pattern) {
        return new OrRequestMatcher(
                withDefaults().matcher(HttpMethod.GET, pattern), withDefaults().matcher(HttpMethod.HEAD, pattern));
    }
}
