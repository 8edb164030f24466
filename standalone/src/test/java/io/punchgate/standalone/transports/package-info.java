/** The same punch over every transport, before the whole product. */
@NullMarked
package io.punchgate.standalone.transports;

import org.jspecify.annotations.NullMarked;
