/** Tools for talking to PostgreSQL beside those of Spring and the driver. They know no table and no feature. */
@NullMarked
package io.punchgate.runtime.sql;

import org.jspecify.annotations.NullMarked;
