/**
 * Queries about devices that are online, and their replies.
 *
 * <p>Sightings are events of {@code device}; people who are in are {@code attendance}'s.
 */
@NullMarked
package io.punchgate.api.presence;

import org.jspecify.annotations.NullMarked;
