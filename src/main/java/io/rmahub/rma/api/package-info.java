/**
 * The cases API ({@code /api/csp/rma}, {@code /api/csp/units}): controllers, and what requests and answers look
 * like. Its operations stand in {@code openapi/rma.yaml}.
 */
package io.rmahub.rma.api;
