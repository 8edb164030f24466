/** Tests of streams, most of them over real connections. */
@NullMarked
package io.punchgate.query.stream;

import org.jspecify.annotations.NullMarked;
