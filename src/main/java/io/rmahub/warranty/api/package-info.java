/** The warranty API: its controller and the records that it takes and answers ({@code openapi/warranty.yaml}). */
package io.rmahub.warranty.api;
