/**
 * The outbox and what becomes of it: events, one delivery for each target that wants them, hand-over to the broker,
 * leases, outcomes, receipts and replays.
 */
package io.rmahub.engine.delivery;
