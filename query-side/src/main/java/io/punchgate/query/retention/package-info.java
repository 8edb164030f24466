/**
 * Keeps the big tables of the read models in bounds: makes their partitions ahead, and removes what is older than it may be kept.
 *
 * <p>It knows tables, and no feature. The log keeps every event.
 */
@NullMarked
package io.punchgate.query.retention;

import org.jspecify.annotations.NullMarked;
