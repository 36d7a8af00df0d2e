package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Carriers that push what becomes of a parcel at their own doors, in their own words and with their own proof. */
enum Courier {

    DHL("transit", "delivered") {
        @Override
        HttpRequest.Builder push(StoryHub hub, String parcel, String status, ZonedDateTime at) {
            return door(hub, "").header("X-Hub-Token", "sandbox-dhl-hook").POST(BodyPublishers.ofString("""
                    {"shipments":[{"id":"%s","status":{"timestamp":"%s","statusCode":"%s"}}]}"""
                    .formatted(parcel, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at), status)));
        }
    },
    GLS("INTRANSIT", "DELIVERED") {
        @Override
        HttpRequest.Builder push(StoryHub hub, String parcel, String status, ZonedDateTime at) {
            return door(hub, "?token=sandbox-gls-token").POST(BodyPublishers.ofString("""
                    {"parcels":[{"unitno":"%s","status":"%s","statusDateTime":"%s"}]}"""
                    .formatted(parcel, status, DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").format(at))));
        }
    },
    INPOST("sent_from_source_branch", "delivered") {
        @Override
        HttpRequest.Builder push(StoryHub hub, String parcel, String status, ZonedDateTime at) {
            return door(hub, "?token=sandbox-inpost-token").POST(BodyPublishers.ofString("""
                    {"event_ts":"%s","event":"shipment_status_changed","organization_id":1,
                     "payload":{"shipment_id":49,"status":"%s","tracking_number":"%s"}}"""
                    .formatted(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z").format(at), status, parcel)));
        }
    };

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final String moving;
    private final String arrived;

    Courier(String moving, String arrived) {
        this.moving = moving;
        this.arrived = arrived;
    }

    abstract HttpRequest.Builder push(StoryHub hub, String parcel, String status, ZonedDateTime at);

    /** The name by which the hub knows it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    void moves(CasePath path, String parcel) {
        tell(path, parcel, moving);
    }

    void arrives(CasePath path, String parcel) {
        tell(path, parcel, arrived);
    }

    HttpRequest.Builder door(StoryHub hub, String query) {
        return hub.request("/api/integrations/carriers/" + id() + "/tracking" + query);
    }

    /** Carriers tell whole seconds: it is told in a second in which nothing else happened yet. */
    private void tell(CasePath path, String parcel, String status) {
        Instant last = path.lastMoment();
        ZonedDateTime at = await("the next second")
                .until(() -> ZonedDateTime.now(WARSAW).truncatedTo(ChronoUnit.SECONDS),
                second -> second.toInstant().isAfter(last));
        HttpResponse<String> answer = HubStory.hub.send(push(HubStory.hub, parcel, status, at)
                .header("Content-Type", HubStory.JSON));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        HubStory.awaitState(HubStory.hub.read(answer.body()).path("id").asText(), "PROCESSED");
    }
}
