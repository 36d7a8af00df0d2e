/** Asks carriers about parcels of which they have been silent; an answer enters the ledger like a push. */
package io.rmahub.shipment.polling;
