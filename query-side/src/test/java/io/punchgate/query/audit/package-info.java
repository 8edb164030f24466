/** Tests of what auditors ask, on a real database and real sockets. */
@NullMarked
package io.punchgate.query.audit;

import org.jspecify.annotations.NullMarked;
