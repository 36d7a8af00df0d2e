package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The carriers' look-ups: each knows the parcels of the {@link ParcelBook} and answers in its own form, for numbers
 * that it does not know too.
 */
@SandboxOnly
@RestController
@RequestMapping("/sandbox")
class CarrierSystems {

    /** The parcel as it is put into a carrier's book. */
    record Parcel(List<Scan> scans) {
    }

    private final Neighbours neighbours;
    private final ParcelBook parcels;

    CarrierSystems(Neighbours neighbours, ParcelBook parcels) {
        this.neighbours = neighbours;
        this.parcels = parcels;
    }

    @PutMapping("/{carrier}/parcels/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String carrier, @PathVariable String number, @RequestBody Parcel parcel) {
        neighbours.get(carrier);
        parcels.set(carrier, number, parcel.scans());
    }

    @DeleteMapping("/{carrier}/parcels/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unset(@PathVariable String carrier, @PathVariable String number) {
        parcels.unset(carrier, number);
    }

    @GetMapping("/dhl/api/track/shipments")
    ResponseEntity<ObjectNode> dhl(@RequestParam("trackingNumber") String number) {
        read(Neighbours.DHL);
        return parcels.find(Neighbours.DHL, number).map(scans -> ResponseEntity.ok(CarrierForms.dhl(number, scans)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(CarrierForms.object()
                        .put("title", "No result found").put("status", 404)
                        .put("detail", "No shipment with given tracking number found.")));
    }

    @GetMapping("/ups/api/track/v1/details/{number}")
    ResponseEntity<ObjectNode> ups(@PathVariable String number) {
        read(Neighbours.UPS);
        return parcels.find(Neighbours.UPS, number).map(scans -> ResponseEntity.ok(CarrierForms.ups(number, scans)))
                .orElseGet(() -> {
                    ObjectNode answer = CarrierForms.object();
                    answer.putObject("response").putArray("errors").addObject().put("code", "TW0001")
                            .put("message", "Tracking Information Not Found");
                    return ResponseEntity.status(HttpStatus.NOT_FOUND).body(answer);
                });
    }

    @PostMapping("/fedex/api/track/v1/trackingnumbers")
    ObjectNode fedex(@RequestBody JsonNode asked) {
        read(Neighbours.FEDEX);
        ObjectNode answer = CarrierForms.fedex();
        for (JsonNode each : asked.path("trackingInfo")) {
            String number = each.at("/trackingNumberInfo/trackingNumber").asText();
            ((ArrayNode) answer.at("/output/completeTrackResults"))
                    .add(CarrierForms.fedex(number, parcels.find(Neighbours.FEDEX, number).orElse(null)));
        }
        return answer;
    }

    @GetMapping("/gls/api/tracking/references/{numbers}")
    ObjectNode gls(@PathVariable String numbers) {
        read(Neighbours.GLS);
        ObjectNode answer = CarrierForms.object();
        ArrayNode found = answer.putArray("parcels");
        for (String number : numbers.split(",")) {
            found.add(CarrierForms.gls(number, parcels.find(Neighbours.GLS, number).orElse(null)));
        }
        return answer;
    }

    @GetMapping("/inpost/api/v1/tracking/{number}")
    ResponseEntity<ObjectNode> inpost(@PathVariable String number) {
        read(Neighbours.INPOST);
        return parcels.find(Neighbours.INPOST, number)
                .map(scans -> ResponseEntity.ok(CarrierForms.inpost(number, scans)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(CarrierForms.object()
                        .put("status", 404).put("error", "resource_not_found")
                        .put("message", "There is no such shipment")));
    }

    @PostMapping("/17track/api/track/v2.2/gettrackinfo")
    ObjectNode track17(@RequestBody JsonNode asked) {
        read(Neighbours.TRACK17);
        ObjectNode answer = CarrierForms.object().put("code", 0);
        ObjectNode data = answer.putObject("data");
        ArrayNode accepted = data.putArray("accepted");
        ArrayNode rejected = data.putArray("rejected");
        for (JsonNode each : asked) {
            String number = each.path("number").asText();
            parcels.find(Neighbours.TRACK17, number).ifPresentOrElse(
                    scans -> accepted.add(CarrierForms.track17(number, scans)),
                    () -> rejected.addObject().put("number", number).putObject("error").put("code", -18019902)
                            .put("message", "The tracking number is not registered."));
        }
        return answer;
    }

    private void read(String carrier) {
        neighbours.get(carrier).countRead();
    }
}
