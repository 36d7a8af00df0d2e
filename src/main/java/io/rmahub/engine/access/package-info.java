/** Who may do what: keys, users, scopes, the security filter chains and the audit of refusals. */
package io.rmahub.engine.access;
