/** Takes in what devices report and operators ask, decides, appends, and pushes. It never reads the query side's tables. */
@NullMarked
package io.punchgate.command;

import org.jspecify.annotations.NullMarked;
