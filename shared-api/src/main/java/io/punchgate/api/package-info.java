/**
 * What may be said: the commands, events and queries that the two sides share, one sealed family per feature.
 *
 * <p>Plain values only. Nothing here knows a database, a transport, or which side it runs on.
 */
@NullMarked
package io.punchgate.api;

import org.jspecify.annotations.NullMarked;
