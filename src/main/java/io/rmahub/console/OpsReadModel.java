package io.rmahub.console;

/** What the console shows, read from the ledger. */
public interface OpsReadModel {

    /** Newest messages that an overview holds at most. */
    int NEWEST = 20;

    /** The state of an organisation's messages and deliveries now, in a few cheap queries. */
    Overview overview(String orgId);
}
