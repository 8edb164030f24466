/**
 * The projection of deliveries: which punches each callback wanted, what became of each, and the totals.
 *
 * <p>It writes tables and reads back only what it wrote; {@code delivery} answers from them.
 */
@NullMarked
package io.punchgate.query.delivery.table;

import org.jspecify.annotations.NullMarked;
