/** The way out: outbox, order within a line, leases, retries, dead letters, and the hand-over to the broker. */
package io.rmahub.engine.delivery;
