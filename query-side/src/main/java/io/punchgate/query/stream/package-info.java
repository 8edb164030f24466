/**
 * Tells those who listen what happens, as Server-Sent Events.
 *
 * <p>The {@code Tail} follows the log once for all listeners and fills a {@code Ring}. A {@code Listener} takes from it through its
 * {@code Feed}, which reads the log itself while the listener is behind. {@code event} makes the events. This package pushes
 * nothing and keeps nothing but tickets: where a listener is, the listener knows.
 */
@NullMarked
package io.punchgate.query.stream;

import org.jspecify.annotations.NullMarked;
