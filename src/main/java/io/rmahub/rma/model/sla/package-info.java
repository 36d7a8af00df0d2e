/** The clocks of a case: by when it is due, who holds it up, when to warn, and whether the promise was kept. */
package io.rmahub.rma.model.sla;
