/** The whole: what only shows when all parts are there. */
@NullMarked
package io.punchgate.standalone;

import org.jspecify.annotations.NullMarked;
