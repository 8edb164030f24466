/**
 * Punches as they were recorded: the table that the projection writes, and the lists in the order recorded or by time.
 *
 * <p>Attendance stands on it. It never pairs punches, and never knows how they are pushed.
 */
@NullMarked
package io.punchgate.query.attendance.punch;

import org.jspecify.annotations.NullMarked;
