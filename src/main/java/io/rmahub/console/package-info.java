/** Pages for people: the overview, the login, the API documents and what an error looks like. */
package io.rmahub.console;
