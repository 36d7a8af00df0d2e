/**
 * The steps that routes call: each takes what it needs from the exchange, makes one call to whoever does the work,
 * and puts the result back.
 */
package io.rmahub.camel.route;
