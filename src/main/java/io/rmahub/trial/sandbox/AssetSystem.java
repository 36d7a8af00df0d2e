package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the TMS knows of units: asked for under {@code /api}, set by a test or a person beside it. */
@SandboxOnly
@RestController
class AssetSystem {

    private static final int MOST_SET = 10_000;

    private final Neighbour assets;
    private final Cache<String, ObjectNode> set = Caffeine.newBuilder().maximumSize(MOST_SET).build();

    AssetSystem(Neighbours neighbours) {
        this.assets = neighbours.get(Neighbours.TMS_ASSETS);
    }

    @GetMapping("/sandbox/tms-assets/api/assets/{serial}")
    ObjectNode asset(@PathVariable String serial) {
        assets.countRead();
        ObjectNode given = set.getIfPresent(serial);
        if (given == null && !InventedAsset.known(serial)) {
            throw new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such unit");
        }
        return given == null ? InventedAsset.of(serial) : given;
    }

    /** From now on this unit is answered exactly as given here. */
    @PutMapping("/sandbox/tms-assets/assets/{serial}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String serial, @RequestBody ObjectNode asset) {
        set.put(serial, asset);
    }

    /** Goes back to the invented unit. */
    @DeleteMapping("/sandbox/tms-assets/assets/{serial}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unset(@PathVariable String serial) {
        set.invalidate(serial);
    }
}
