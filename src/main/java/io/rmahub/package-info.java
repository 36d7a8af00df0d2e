/** Starts the hub as a program. */
package io.rmahub;
