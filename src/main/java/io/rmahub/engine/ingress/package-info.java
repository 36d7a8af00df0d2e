/**
 * The doors: raw bytes, verification, deduplication key, one commit to the ledger, and the answer that a sender wants.
 */
package io.rmahub.engine.ingress;
