/** Which reports there are and what can be asked of them: plain Java, without framework and database. */
package io.rmahub.report.model;
