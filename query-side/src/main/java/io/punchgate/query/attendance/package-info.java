/**
 * Days of work, and the people who are in: punches paired by each customer's rule when they are asked for.
 *
 * <p>It stands on {@code attendance.punch}, which keeps the punches. Presence asks it through a query. It keeps no row of
 * its own, and never knows deliveries.
 */
@NullMarked
package io.punchgate.query.attendance;

import org.jspecify.annotations.NullMarked;
