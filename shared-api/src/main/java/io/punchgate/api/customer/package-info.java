/**
 * Commands, events and replies about a customer: its pairing rule, its callback's address and secrets, its API keys.
 *
 * <p>It never holds a secret, only a hash or the id under which the vault keeps it.
 */
@NullMarked
package io.punchgate.api.customer;

import org.jspecify.annotations.NullMarked;
