/** Punches as they were recorded, and the days of work that they make. */
@NullMarked
package io.punchgate.query.attendance;

import org.jspecify.annotations.NullMarked;
