/**
 * What is known of units: their telemetry and firmware, and what other systems answer about the units of cases.
 */
package io.rmahub.unit;
