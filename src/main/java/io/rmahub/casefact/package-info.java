/**
 * The port by which what happens elsewhere reaches a case; breaks the circle between cases and what they consist of.
 */
package io.rmahub.casefact;
