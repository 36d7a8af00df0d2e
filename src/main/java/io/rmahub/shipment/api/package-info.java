/** The API of parcels: {@code openapi/shipment.yaml}. */
package io.rmahub.shipment.api;
