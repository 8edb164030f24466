/**
 * The language of the two sides: the commands, events, queries and replies that they share, one sealed family a
 * feature.
 *
 * <p>Every module stands on this one. It holds plain values only, and must never know a database, a protocol, or the
 * side that it runs on.
 */
@NullMarked
package io.punchgate.api;

import org.jspecify.annotations.NullMarked;
