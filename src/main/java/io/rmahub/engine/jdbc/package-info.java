/**
 * Statements that take a whole batch, commits that callers share, and locks that hold for all hubs, within Spring's
 * transactions.
 */
package io.rmahub.engine.jdbc;
