/**
 * The ways in: HTTP and topic doors, which read, verify and commit a message before they answer.
 */
package io.rmahub.engine.ingress;
