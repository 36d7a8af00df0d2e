/** The API of reports: {@code openapi/report.yaml}. */
package io.rmahub.report.api;
