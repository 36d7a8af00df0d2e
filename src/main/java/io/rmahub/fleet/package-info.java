/** Readings from the wire to the tables, the units' history, and the firmware that they should have. */
package io.rmahub.fleet;
