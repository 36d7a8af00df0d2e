/**
 * What readings of units mean: which values are plausible, which version is newer, and what many readings of one
 * unit come to. Plain Java; knows no framework, no database and no wire format.
 */
package io.rmahub.unit.model;
