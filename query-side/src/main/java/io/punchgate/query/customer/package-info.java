/**
 * Customers as operators read them: settings, API keys without their secrets, and the state of the callback.
 *
 * <p>It stands beside {@code device} and {@code delivery}. It changes nothing and knows no secret.
 */
@NullMarked
package io.punchgate.query.customer;

import org.jspecify.annotations.NullMarked;
