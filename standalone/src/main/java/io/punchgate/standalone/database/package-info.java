/**
 * The embedded PostgreSQL: a real server of its own, on a durable folder.
 *
 * <p>It knows nothing of what is stored in it, but for the claims of a killed process, which it frees.
 */
@NullMarked
package io.punchgate.standalone.database;

import org.jspecify.annotations.NullMarked;
