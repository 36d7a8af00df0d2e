package io.rmahub.engine.startup;

import java.util.regex.Pattern;

/** An address as it may be shown: without user, password and query, where secrets hide. */
final class Endpoint {

    private static final Pattern USER = Pattern.compile("(?<=//)[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("[?#;].*");
    private static final Pattern PATH = Pattern.compile("(?<=[^/:])/.*");

    private Endpoint() {
    }

    /** Scheme, host, port and path. */
    static String shown(String url) {
        if (url == null || url.isBlank()) {
            return "not set";
        }
        return USER.matcher(QUERY.matcher(url).replaceAll("")).replaceAll("");
    }

    /** Without the path too: some systems take their token as a part of it. */
    static String host(String url) {
        return PATH.matcher(shown(url)).replaceFirst("");
    }
}
