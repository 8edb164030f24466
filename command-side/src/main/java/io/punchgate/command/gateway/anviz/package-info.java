/** Anviz TC_B over TCP: frames with a checksum, records fetched in pages. It knows bytes and acknowledgements, not devices. */
@NullMarked
package io.punchgate.command.gateway.anviz;

import org.jspecify.annotations.NullMarked;
