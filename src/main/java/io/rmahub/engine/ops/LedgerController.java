package io.rmahub.engine.ops;

import io.rmahub.engine.ledger.LedgerFigures;
import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether every accepted message is accounted for. */
@ApiController
class LedgerController {

    private final LedgerFigures figures;

    LedgerController(LedgerFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/api/ops/ledger")
    LedgerFigures.Figures figures(Caller caller, @RequestParam(defaultValue = "false") boolean recount) {
        return recount ? figures.recount(caller.orgId()) : figures.now(caller.orgId());
    }
}
