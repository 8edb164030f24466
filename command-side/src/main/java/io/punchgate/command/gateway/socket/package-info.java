/**
 * The port of a dialect over TCP: opening and closing it, the limit on connections, TLS.
 *
 * <p>It never knows a byte of any dialect.
 */
@NullMarked
package io.punchgate.command.gateway.socket;

import org.jspecify.annotations.NullMarked;
