/** The peers of the product: small Spring Boot programs, each a process of its own. */
@NullMarked
package io.punchgate.bench.peer;

import org.jspecify.annotations.NullMarked;
