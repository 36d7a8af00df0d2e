/**
 * Requests for approval to the systems that decide on them, and what comes back. Which system takes which kind of
 * request, its status codes, fields, time limits and credentials are configuration; no system is named here.
 */
package io.rmahub.approval;
