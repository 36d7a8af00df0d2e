/**
 * Service cases: opens and changes each in one transaction, keeps its timeline and clocks, and says what others are
 * told of it.
 */
package io.rmahub.rma;
