/** Pages for operators, and the queries behind them. */
package io.rmahub.console;
