/** The frame of the query side's tests: the whole side on a socket and a database, and events for its log. */
@NullMarked
package io.punchgate.query;

import org.jspecify.annotations.NullMarked;
