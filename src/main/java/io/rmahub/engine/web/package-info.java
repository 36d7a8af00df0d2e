/**
 * What all controllers of the API share: one reader of requests, one writer of problems, entity tags, idempotency
 * and pages.
 */
package io.rmahub.engine.web;
