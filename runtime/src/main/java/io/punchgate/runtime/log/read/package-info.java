/**
 * The log as features read it: {@code LogReader} and its answers. Nobody who asks knows where the log is kept.
 *
 * <p>It never appends, and knows no table of a feature.
 */
@NullMarked
package io.punchgate.runtime.log.read;

import org.jspecify.annotations.NullMarked;
