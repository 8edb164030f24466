/**
 * The JSON of AiFace and Timmy terminals and their clones, over WebSocket or POST: it knows messages and acknowledgements,
 * not devices.
 */
@NullMarked
package io.punchgate.command.gateway.aiface;

import org.jspecify.annotations.NullMarked;
