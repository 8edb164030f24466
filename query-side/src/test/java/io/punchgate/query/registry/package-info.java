/** Tests of what operators read, on a real database and real sockets. */
@NullMarked
package io.punchgate.query.registry;

import org.jspecify.annotations.NullMarked;
