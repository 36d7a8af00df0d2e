/** The API of what units reported: {@code openapi/unit.yaml}. */
package io.rmahub.unit.api;
