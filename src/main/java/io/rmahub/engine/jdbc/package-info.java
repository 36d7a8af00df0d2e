/** What statements share: batches by {@code unnest}, group commit, arrays, and a lock for one hub of many. */
package io.rmahub.engine.jdbc;
