/**
 * Tickets that open a stream once, in whatever process.
 *
 * <p>It knows no stream: {@code runtime.access} asks it who holds a ticket.
 */
@NullMarked
package io.punchgate.query.stream.ticket;

import org.jspecify.annotations.NullMarked;
