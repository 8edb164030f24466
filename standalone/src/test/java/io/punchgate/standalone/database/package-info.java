/** The embedded PostgreSQL under kills, stale files and rivals. */
@NullMarked
package io.punchgate.standalone.database;

import org.jspecify.annotations.NullMarked;
