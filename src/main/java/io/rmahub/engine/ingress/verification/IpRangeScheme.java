package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;

/** For senders that can prove nothing but where they are: the address that the request comes from. */
public final class IpRangeScheme implements VerificationScheme {

    @Override
    public String name() {
        return "ip-range";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        Networks networks = Networks.of(property + ".networks", settings.networks());
        return Check.ofNoHeader(name(), request -> networks.contains(request.remoteAddress())
                ? new Verified.Accepted(name()) : new Verified.Refused(Verified.ELSEWHERE));
    }
}
