/**
 * How the hub serves an API: one reader of requests, one writer of problems, pages, entity tags and requests that are
 * done once.
 */
package io.rmahub.engine.web;
