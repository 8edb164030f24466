/**
 * The page of deliveries: what waits, why, and until when; and what a person can do about it.
 */
@NullMarked
package io.punchgate.query.console.delivery;

import org.jspecify.annotations.NullMarked;
