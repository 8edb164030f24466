package io.punchgate.runtime.log.check;

import io.punchgate.runtime.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that was read again.
 *
 * @param event as its stored text tells it; null: the text cannot be read, or is not the one that was stored
 */
public record CheckedEvent(long position, @Nullable StoredEvent event) {}
