package io.rmahub.engine.ops;

import io.rmahub.engine.delivery.Replays;
import io.rmahub.engine.ops.ReplayRequest.Action;
import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.engine.web.RefusedException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Puts what failed back on its way, or gives it up. */
@ApiController
class ReplayController {

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    /** @param id of the delivery or message that is on its way */
    record Replay(UUID id, Action action) {
    }

    @PostMapping("/api/ops/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replay replay(Caller caller, @JsonBody ReplayRequest request) {
        UUID id = request.subject();
        boolean done = switch (request.actionOrDefault()) {
            case REDRIVE -> replays.redrive(caller.orgId(), id, caller.name(), request.note());
            case DISCARD -> replays.discard(caller.orgId(), id, caller.name(), request.note());
            case RESUBMIT -> replays.resubmit(caller.orgId(), id, caller.name(), request.note());
        };
        if (!done) {
            throw RefusedException.conflict(request.deliveryId() == null
                    ? "There is no quarantined message " + id : "There is no dead delivery " + id);
        }
        return new Replay(id, request.actionOrDefault());
    }
}
