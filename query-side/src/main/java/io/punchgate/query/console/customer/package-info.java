/**
 * The customer whose data a page shows: a key's own, and for operators the one in the address.
 *
 * <p>Operators who have not chosen one see all of them here, and an installation without any is told how to begin.
 */
@NullMarked
package io.punchgate.query.console.customer;

import org.jspecify.annotations.NullMarked;
