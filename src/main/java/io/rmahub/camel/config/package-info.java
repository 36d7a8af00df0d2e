/** Sets Camel up: which route files it loads, on which thread it serves a door, and which settings routes may name. */
package io.rmahub.camel.config;
