/**
 * The hub's neighbours for trial and tests: CSP portal, TMS, Tickets, Thulium, Products, a mail server, the OA
 * systems Landray EKP and HuiLianYi, and the look-ups of carriers.
 *
 * <p>Each asks for its own credentials, can be made slow, failing or unreachable on command, and remembers what
 * it was sent. They live on the hub's web server under {@code /sandbox/{neighbour}} when the profile
 * {@code sandbox} is active and {@code production} is not, or alone in {@link io.rmahub.sandbox.SandboxApplication}.
 */
package io.rmahub.trial.sandbox;
