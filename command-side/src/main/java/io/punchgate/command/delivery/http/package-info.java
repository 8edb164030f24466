/**
 * HTTP/1.1 POSTs on event loops, over connections that are kept for the one that they were made for.
 *
 * <p>It knows nothing of punches, and never waits: a request ends in a future, within the time that it was given.
 */
@NullMarked
package io.punchgate.command.delivery.http;

import org.jspecify.annotations.NullMarked;
