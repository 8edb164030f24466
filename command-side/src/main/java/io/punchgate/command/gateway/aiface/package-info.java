/**
 * The JSON of AiFace and Timmy terminals and their clones, over WebSocket or POST, at a port of its own.
 *
 * <p>It knows messages and acknowledgements. It must never know how a device is admitted or a punch decided, nor another
 * dialect.
 */
@NullMarked
package io.punchgate.command.gateway.aiface;

import org.jspecify.annotations.NullMarked;
