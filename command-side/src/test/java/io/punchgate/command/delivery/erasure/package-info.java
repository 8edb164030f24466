/** Tests of the push when persons are erased, over a real database and a customer's server. */
@NullMarked
package io.punchgate.command.delivery.erasure;

import org.jspecify.annotations.NullMarked;
