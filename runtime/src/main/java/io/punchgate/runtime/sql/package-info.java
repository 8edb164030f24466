/** What both sides need to talk to PostgreSQL, beside what Spring and the driver offer. */
@NullMarked
package io.punchgate.runtime.sql;

import org.jspecify.annotations.NullMarked;
