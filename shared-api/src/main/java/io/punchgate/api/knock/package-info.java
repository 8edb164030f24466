/**
 * Callers that were refused as devices, as operators read them.
 *
 * <p>It stands beside {@code device}, which knows only those that were registered.
 */
@NullMarked
package io.punchgate.api.knock;

import org.jspecify.annotations.NullMarked;
