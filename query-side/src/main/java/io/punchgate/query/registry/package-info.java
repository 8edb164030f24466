/**
 * Customers and devices as operators see them. It never holds a secret, nor the hash of one.
 *
 * <p>Low volume and read by key, so the read models are JPA entities; the projections of punches are not.
 */
@NullMarked
package io.punchgate.query.registry;

import org.jspecify.annotations.NullMarked;
