/** The account of messages: each is accepted once, found by its keys, and settled in exactly one state. */
package io.rmahub.engine.ledger;
