/** PostgreSQL, Artemis and Kafka inside the process, for the first run and for tests. */
package io.rmahub.trial.embedded;
