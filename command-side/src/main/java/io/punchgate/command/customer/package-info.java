/**
 * The customer: its settings, its API keys and the address of its callback; and the operators' calls that change them.
 *
 * <p>It stands beside {@code device} and {@code delivery}, which know it by its events. It never sees a secret, only its hash or
 * the id under which the vault keeps it.
 */
@NullMarked
package io.punchgate.command.customer;

import org.jspecify.annotations.NullMarked;
