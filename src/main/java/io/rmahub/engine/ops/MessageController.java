package io.rmahub.engine.ops;

import io.rmahub.engine.ledger.MessageSearch;
import io.rmahub.engine.ledger.MessageView;
import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.PageLimit;
import io.rmahub.engine.web.RefusedException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What came in, and what became of it. */
@ApiController
@RequestMapping("/api/ops/messages")
class MessageController {

    private final MessageSearch messages;

    MessageController(MessageSearch messages) {
        this.messages = messages;
    }

    /** The accounted states, and that of a message with a next attempt. */
    enum State { WAITING, PROCESSED, DUPLICATE, IGNORED, QUARANTINED }

    @GetMapping
    Page<MessageView> find(Caller caller,
            @RequestParam(required = false) String q,
            @RequestParam(required = false) State state,
            @RequestParam(required = false) UUID cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @PageLimit int limit) {
        String wantedState = state == null ? null : state.name();
        return Page.of(messages.find(caller.orgId(), q, wantedState, cursor, limit), limit, MessageView::id);
    }

    @GetMapping("/{id}")
    MessageView get(Caller caller, @PathVariable UUID id) {
        return messages.get(caller.orgId(), id)
                .orElseThrow(() -> RefusedException.notFound("There is no message " + id));
    }
}
