/**
 * Puts the next punches of many lines into one request, for callbacks whose format takes batches, and settles each of them
 * by the one answer.
 *
 * <p>It never waits for more punches to come: what waits when a request is free goes. Attempts that a saga asked for, and
 * probes of a callback that fails, are batches of one, and none of its business.
 */
@NullMarked
package io.punchgate.command.delivery.batch;

import org.jspecify.annotations.NullMarked;
