/**
 * What the dialects with a TCP port of their own share: opening and closing it, the limit on connections, TLS.
 *
 * <p>It never knows a byte of any dialect.
 */
@NullMarked
package io.punchgate.command.gateway.socket;

import org.jspecify.annotations.NullMarked;
