/** What must hold before the hub serves, and what it says about itself once it does. */
package io.rmahub.engine.startup;
