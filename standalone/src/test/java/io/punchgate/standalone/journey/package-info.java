/** The whole product as its users see it: real processes, real sockets, a real customer's server. Knows only the contract. */
@NullMarked
package io.punchgate.standalone.journey;

import org.jspecify.annotations.NullMarked;
