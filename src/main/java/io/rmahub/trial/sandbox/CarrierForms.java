package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How each carrier writes down what happened to a parcel. A status without a code of its own goes out as it is. */
final class CarrierForms {

    private static final String LOCAL = "yyyy-MM-dd'T'HH:mm:ss";
    private static final String ISO = "yyyy-MM-dd'T'HH:mm:ssxxx";

    private static final Map<String, String> DHL = Map.of("PENDING", "pre-transit", "PICKED_UP", "transit",
            "IN_TRANSIT", "transit", "OUT_FOR_DELIVERY", "transit", "DELIVERED", "delivered",
            "DELIVERY_FAILED", "failure");
    private static final Map<String, String> UPS = Map.of("PENDING", "M MP", "PICKED_UP", "P OR", "IN_TRANSIT", "I AR",
            "OUT_FOR_DELIVERY", "I OT", "READY_FOR_PICKUP", "X RP", "DELIVERED", "D FS", "DELIVERY_FAILED", "X NI",
            "ON_HOLD", "X HX", "RETURN_TO_SENDER", "X RS", "CANCELLED", "MV VD");
    private static final Map<String, String> FEDEX = Map.of("PENDING", "OC", "PICKED_UP", "PU", "IN_TRANSIT", "IT",
            "OUT_FOR_DELIVERY", "OD", "READY_FOR_PICKUP", "HL", "DELIVERED", "DL", "DELIVERY_FAILED", "DE",
            "DELAYED", "DY", "RETURN_TO_SENDER", "RS", "CANCELLED", "CA");
    private static final Map<String, String> GLS = Map.of("PENDING", "PREADVICE", "PICKED_UP", "INTRANSIT",
            "IN_TRANSIT", "INTRANSIT", "OUT_FOR_DELIVERY", "INDELIVERY", "READY_FOR_PICKUP", "DELIVEREDPS",
            "DELIVERED", "DELIVERED", "DELIVERY_FAILED", "NOTDELIVERED", "CANCELLED", "CANCELED");
    private static final Map<String, String> GLS_EVENTS = Map.of("PENDING", "INTIAL.PREADVICE",
            "PICKED_UP", "INTIAL.NORMAL");
    private static final Map<String, String> INPOST = Map.of("PENDING", "confirmed",
            "PICKED_UP", "collected_from_sender", "IN_TRANSIT", "sent_from_source_branch",
            "OUT_FOR_DELIVERY", "out_for_delivery", "READY_FOR_PICKUP", "ready_to_pickup",
            "DELIVERED", "delivered", "DELIVERY_FAILED", "avizo", "RETURNED", "returned_to_sender",
            "CANCELLED", "canceled");
    private static final Map<String, String> TRACK17 = Map.of("PENDING", "InfoReceived",
            "PICKED_UP", "InTransit_PickedUp", "IN_TRANSIT", "InTransit_Other",
            "OUT_FOR_DELIVERY", "OutForDelivery_Other", "READY_FOR_PICKUP", "AvailableForPickup_Other",
            "DELIVERED", "Delivered_Other",
            "DELIVERY_FAILED", "DeliveryFailure_Other", "RETURN_TO_SENDER", "Exception_Returning",
            "RETURNED", "Exception_Returned");

    private CarrierForms() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** DHL Shipment Tracking - Unified: latest status, then the history with the same at its head. */
    static ObjectNode dhl(String number, List<Scan> scans) {
        ObjectNode shipment = object().put("id", number).put("service", "parcel-de");
        if (!scans.isEmpty()) {
            shipment.set("status", dhl(scans.get(0)));
        }
        ArrayNode events = shipment.putArray("events");
        scans.forEach(scan -> events.add(dhl(scan)));
        ObjectNode answer = object();
        answer.putArray("shipments").add(shipment);
        return answer;
    }

    private static ObjectNode dhl(Scan scan) {
        ObjectNode event = object().put("timestamp", scan.local(ISO))
                .put("statusCode", DHL.getOrDefault(scan.status(), scan.status()))
                .put("status", scan.text().toUpperCase()).put("description", scan.text());
        event.putObject("location").putObject("address").put("countryCode", scan.country())
                .put("postalCode", scan.postalCode()).put("addressLocality", scan.city());
        return event;
    }

    /** UPS Track API: activities with local and GMT time. */
    static ObjectNode ups(String number, List<Scan> scans) {
        ObjectNode answer = object();
        ObjectNode piece = answer.putObject("trackResponse").putArray("shipment").addObject()
                .put("inquiryNumber", number).putArray("package").addObject().put("trackingNumber", number);
        ArrayNode activities = piece.putArray("activity");
        for (Scan scan : scans) {
            String[] code = UPS.getOrDefault(scan.status(), "X " + scan.status()).split(" ");
            ObjectNode activity = activities.addObject()
                    .put("date", scan.local("yyyyMMdd")).put("time", scan.local("HHmmss"))
                    .put("gmtDate", scan.utc("yyyyMMdd")).put("gmtTime", scan.utc("HH:mm:ss"))
                    .put("gmtOffset", scan.local("xxx"));
            activity.putObject("status").put("type", code[0]).put("code", code[1]).put("description", scan.text());
            activity.putObject("location").putObject("address").put("city", scan.city())
                    .put("postalCode", scan.postalCode()).put("countryCode", scan.country());
        }
        return answer;
    }

    /** FedEx Track API: one result for each number, beside an id of the call that differs every time. */
    static ObjectNode fedex() {
        ObjectNode answer = object().put("transactionId", UUID.randomUUID().toString());
        answer.putObject("output").putArray("completeTrackResults");
        return answer;
    }

    static ObjectNode fedex(String number, List<Scan> scans) {
        ObjectNode found = object().put("trackingNumber", number);
        ObjectNode result = found.putArray("trackResults").addObject();
        result.putObject("trackingNumberInfo").put("trackingNumber", number).put("carrierCode", "FDXE");
        if (scans == null) {
            result.putObject("error").put("code", "TRACKING.TRACKINGNUMBER.NOTFOUND")
                    .put("message", "Tracking number cannot be found");
            return found;
        }
        ArrayNode events = result.putArray("scanEvents");
        for (Scan scan : scans) {
            ObjectNode event = events.addObject().put("date", scan.local(ISO))
                    .put("eventType", FEDEX.getOrDefault(scan.status(), scan.status()))
                    .put("eventDescription", scan.text());
            event.putObject("scanLocation").put("city", scan.city()).put("postalCode", scan.postalCode())
                    .put("countryCode", scan.country());
        }
        return found;
    }

    /** GLS: offsets without a colon, newest first. */
    static ObjectNode gls(String number, List<Scan> scans) {
        ObjectNode parcel = object().put("requested", number);
        if (scans == null || scans.isEmpty()) {
            return parcel.put("errorCode", "NOT_FOUND").put("errorMessage", "The parcel was not found");
        }
        parcel.put("unitno", number).put("status", GLS.getOrDefault(scans.get(0).status(), scans.get(0).status()))
                .put("statusDateTime", scans.get(0).local(LOCAL + "xx"));
        ArrayNode events = parcel.putArray("events");
        scans.forEach(scan -> events.addObject()
                .put("code", GLS_EVENTS.getOrDefault(scan.status(), "SCAN." + scan.status()))
                .put("city", scan.city()).put("postalCode", scan.postalCode()).put("country", scan.country())
                .put("description", scan.text()).put("eventDateTime", scan.local(LOCAL + "xx")));
        return parcel;
    }

    /** InPost: status and moment of each, and nothing of places. */
    static ObjectNode inpost(String number, List<Scan> scans) {
        ObjectNode answer = object().put("tracking_number", number).put("service", "inpost_courier_standard");
        ArrayNode details = answer.putArray("tracking_details");
        scans.forEach(scan -> details.addObject().put("status", INPOST.getOrDefault(scan.status(), scan.status()))
                .put("datetime", scan.local("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")));
        return answer;
    }

    /** 17TRACK: one accepted item. */
    static ObjectNode track17(String number, List<Scan> scans) {
        ObjectNode item = object().put("number", number).put("carrier", 7041);
        ObjectNode info = item.putObject("track_info");
        if (!scans.isEmpty()) {
            String code = TRACK17.getOrDefault(scans.get(0).status(), scans.get(0).status());
            info.putObject("latest_status").put("status", code.split("_")[0]).put("sub_status", code);
            info.set("latest_event", track17(scans.get(0)));
        }
        ObjectNode provider = info.putObject("tracking").putArray("providers").addObject();
        provider.putObject("provider").put("key", 7041).put("name", "DHL Paket").put("alias", "DHL Paket");
        ArrayNode events = provider.putArray("events");
        scans.forEach(scan -> events.add(track17(scan)));
        return item;
    }

    private static ObjectNode track17(Scan scan) {
        ObjectNode event = object().put("time_iso", scan.local(ISO)).put("time_utc", scan.utc(LOCAL + "'Z'"))
                .put("description", scan.text()).put("location", scan.city())
                .put("sub_status", TRACK17.getOrDefault(scan.status(), scan.status()));
        event.putObject("address").put("country", scan.country()).put("city", scan.city())
                .put("postal_code", scan.postalCode());
        return event;
    }
}
