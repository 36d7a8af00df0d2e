package io.rmahub.trial.sandbox;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The neighbours by name, each with the kind of credentials that the real one asks for. */
final class Neighbours {

    static final String CSP = "csp";
    static final String TMS = "tms";
    static final String TICKETS = "tickets";
    static final String THULIUM = "thulium";
    static final String PRODUCTS = "products";
    static final String NOTIFICATION = "notification";
    static final String LANDRAY = "landray";
    static final String HUILIANYI = "huilianyi";
    static final String DHL = "dhl";
    static final String UPS = "ups";
    static final String FEDEX = "fedex";
    static final String GLS = "gls";
    static final String INPOST = "inpost";
    static final String TRACK17 = "17track";
    static final String TMS_ASSETS = "tms-assets";
    static final String NOTIFICATION_WEBHOOK = "notification-webhook";
    static final String PRODUCTS_STOCK = "products-stock";

    private final Map<String, Neighbour> byName = new LinkedHashMap<>();

    Neighbours(SandboxSettings settings, Clock clock) {
        Map<String, Credential> credentials = new LinkedHashMap<>();
        credentials.put(CSP, Credential.bearer(settings.credential(CSP, "sandbox-csp")));
        credentials.put(TMS, Credential.apiKey(settings.credential(TMS, "sandbox-tms")));
        credentials.put(TICKETS, Credential.bearer(settings.credential(TICKETS, "sandbox-tickets")));
        credentials.put(THULIUM, Credential.basic(settings.credential(THULIUM, "sandbox:sandbox-thulium")));
        credentials.put(PRODUCTS, Credential.bearer(settings.credential(PRODUCTS, "sandbox-products")));
        credentials.put(NOTIFICATION, Credential.none());
        credentials.put(LANDRAY, Credential.basic(settings.credential(LANDRAY, "sandbox:sandbox-landray")));
        credentials.put(HUILIANYI, Credential.none());
        credentials.put(DHL, Credential.key("DHL-API-Key", settings.credential(DHL, "sandbox-dhl")));
        credentials.put(UPS, Credential.bearer(settings.credential(UPS, "sandbox-ups")));
        credentials.put(FEDEX, Credential.bearer(settings.credential(FEDEX, "sandbox-fedex")));
        credentials.put(GLS, Credential.basic(settings.credential(GLS, "sandbox:sandbox-gls")));
        credentials.put(INPOST, Credential.none());
        credentials.put(TRACK17, Credential.key("17token", settings.credential(TRACK17, "sandbox-17track")));
        // The TMS and Products once more, so that what they are only asked about can fail by itself.
        credentials.put(TMS_ASSETS, Credential.apiKey(settings.credential(TMS, "sandbox-tms")));
        credentials.put(NOTIFICATION_WEBHOOK, Credential.none());
        credentials.put(PRODUCTS_STOCK, Credential.bearer(settings.credential(PRODUCTS, "sandbox-products")));
        credentials.forEach((name, credential) -> byName.put(name,
                new Neighbour(name, credential, new Recorder(settings.keptBodies(), settings.keptKeys()), clock)));
    }

    Collection<Neighbour> all() {
        return byName.values();
    }

    /** The neighbour of that name; throws a 404 problem if there is none. */
    Neighbour get(String name) {
        Neighbour neighbour = byName.get(name);
        if (neighbour == null) {
            throw new SandboxProblemException(HttpStatus.NOT_FOUND, "The neighbours are " + byName.keySet());
        }
        return neighbour;
    }
}
