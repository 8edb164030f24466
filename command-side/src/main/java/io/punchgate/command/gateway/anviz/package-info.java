/**
 * Anviz TC_B over TCP: frames with a checksum, records fetched in pages, at a port of its own.
 *
 * <p>It knows bytes and acknowledgements. It must never know how a device is admitted or a punch decided, nor another
 * dialect.
 */
@NullMarked
package io.punchgate.command.gateway.anviz;

import org.jspecify.annotations.NullMarked;
