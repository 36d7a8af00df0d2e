/**
 * Who may do what: machine keys, logins, roles and scopes, and the security chains that hold every path to them.
 */
package io.rmahub.engine.access;
