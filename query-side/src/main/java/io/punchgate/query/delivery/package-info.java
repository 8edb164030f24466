/**
 * The deliveries of each punch to its customer's callbacks, the state of each callback, and their totals. {@code table} writes them.
 *
 * <p>It stands beside {@code customer}, which shows callbacks to operators. It pushes nothing, and knows neither the command
 * side's lines nor its sagas, only their events.
 */
@NullMarked
package io.punchgate.query.delivery;

import org.jspecify.annotations.NullMarked;
