/** What became of the pushes to a customer's callback, and how the callback fares. */
@NullMarked
package io.punchgate.api.delivery;

import org.jspecify.annotations.NullMarked;
