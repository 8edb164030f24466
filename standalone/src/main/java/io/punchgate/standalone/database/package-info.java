/** The embedded PostgreSQL: a real server of its own, on a durable folder. It knows nothing of what is stored in it. */
@NullMarked
package io.punchgate.standalone.database;

import org.jspecify.annotations.NullMarked;
