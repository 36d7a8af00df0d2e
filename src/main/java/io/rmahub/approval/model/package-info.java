/** What an approval can become and why: plain Java, without framework and database. */
package io.rmahub.approval.model;
