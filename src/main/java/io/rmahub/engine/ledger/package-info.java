/** Every message that came in, with its stages and what became of it; accepted − accounted − waiting is zero. */
package io.rmahub.engine.ledger;
