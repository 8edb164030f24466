/**
 * The sightings of devices, and which devices are online by them.
 *
 * <p>It stands beside {@code attendance}, which it asks through a query for the people who are in. It never knows punches,
 * and never a device's settings beyond its label and its silence.
 */
@NullMarked
package io.punchgate.query.presence;

import org.jspecify.annotations.NullMarked;
