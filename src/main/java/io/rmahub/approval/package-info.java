/**
 * Requests for approval to the OA systems, and what comes back. Which system takes which kind of request, its status
 * codes, fields, time limits and credentials are configuration; no system is named here.
 */
package io.rmahub.approval;
