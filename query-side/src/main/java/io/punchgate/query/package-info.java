/**
 * The query side: builds read models from the events and answers queries from them.
 *
 * <p>Each feature has a package, and features meet only through {@code api} and its queries; {@code projection} and {@code
 * listing} serve all of them. With the command side it shares the log and the API. It changes nothing, and never sees a
 * command.
 */
@NullMarked
package io.punchgate.query;

import org.jspecify.annotations.NullMarked;
