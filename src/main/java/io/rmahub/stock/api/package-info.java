/** The API of the stock of parts: {@code openapi/stock.yaml}. */
package io.rmahub.stock.api;
