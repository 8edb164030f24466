/** Tests of what operators read, on a real database and real sockets. */
@NullMarked
package io.punchgate.query.device;

import org.jspecify.annotations.NullMarked;
