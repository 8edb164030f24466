/**
 * The parts that the lists of all features share: parameters, cursors and pages towards clients; conditions towards
 * tables; {@code Queries}, which endpoints ask.
 *
 * <p>Every feature stands on it. It never knows a table or a feature.
 */
@NullMarked
package io.punchgate.query.listing;

import org.jspecify.annotations.NullMarked;
