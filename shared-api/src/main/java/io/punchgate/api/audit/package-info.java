/**
 * The checks of the read models against the events, as pages show them.
 *
 * <p>They are asked for directly: a replay lives in the process that runs it.
 */
@NullMarked
package io.punchgate.api.audit;

import org.jspecify.annotations.NullMarked;
