/** Decides about customers: their settings, where their punches are pushed, and their API keys. It sees no secret. */
@NullMarked
package io.punchgate.command.customer;

import org.jspecify.annotations.NullMarked;
