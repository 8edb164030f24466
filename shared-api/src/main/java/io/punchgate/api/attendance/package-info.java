/**
 * Queries about punches and the days of work that they make, and their replies.
 *
 * <p>The commands and events behind them are in {@code device}: a punch is an event of its device. No query here changes
 * anything, and none says how rows are stored.
 */
@NullMarked
package io.punchgate.api.attendance;

import org.jspecify.annotations.NullMarked;
