package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * The name in the client's certificate, proven in the TLS handshake: by the hub's own web server, or by a proxy
 * before it that writes the name into a header. That header is believed only from the proxy's own address.
 */
public final class MtlsSubjectScheme implements VerificationScheme {

    @Override
    public String name() {
        return "mtls-subject";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        Set<X500Principal> subjects = subjects(property + ".subjects", settings.subjects());
        if (settings.header() == null) {
            return Check.ofNoHeader(name(), request -> judge(request.clientSubject(), subjects));
        }
        Networks proxies = Networks.of(property + ".proxies", settings.proxies());
        return Check.ofHeader(settings.header(), name(), request -> {
            List<String> sent = request.header(settings.header());
            if (!proxies.contains(request.remoteAddress())) {
                return new Verified.Refused(Verified.ELSEWHERE);
            }
            return sent.size() > 1 ? new Verified.Refused(Verified.MALFORMED)
                    : judge(sent.isEmpty() ? null : sent.get(0), subjects);
        });
    }

    private static Set<X500Principal> subjects(String property, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(property + " is missing or empty");
        }
        try {
            return names.stream().map(X500Principal::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + " is no list of names such as CN=carrier,O=Carrier,C=PL", e);
        }
    }

    private Verified judge(String subject, Set<X500Principal> subjects) {
        if (subject == null || subject.isBlank()) {
            return new Verified.Refused(Verified.MISSING);
        }
        try {
            return subjects.contains(new X500Principal(subject))
                    ? new Verified.Accepted(name()) : new Verified.Refused(Verified.WRONG);
        } catch (IllegalArgumentException e) {
            return new Verified.Refused(Verified.MALFORMED);
        }
    }
}
