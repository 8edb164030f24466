/**
 * The customer: its settings, its API keys and the address of its callback; and the operators' endpoints of settings and
 * keys (that of the address stands in {@code delivery.callback}).
 *
 * <p>{@code device} and {@code delivery} know it by its events. It never sees a secret, only a hash or the id under which
 * the vault keeps it.
 */
@NullMarked
package io.punchgate.command.customer;

import org.jspecify.annotations.NullMarked;
