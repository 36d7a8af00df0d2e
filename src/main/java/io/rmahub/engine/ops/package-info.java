/** The operations API: the ledger's figures, messages, deliveries and replays, for the caller's organisation. */
package io.rmahub.engine.ops;
