/**
 * Starts and stops a process of Punchgate: its settings, the order of its shutdown, and the refusal to start in words
 * for operators.
 *
 * <p>It knows no feature.
 */
@NullMarked
package io.punchgate.runtime.start;

import org.jspecify.annotations.NullMarked;
