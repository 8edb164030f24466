/** The group commit: commands that wait at the same moment are handled in one unit of work and one transaction. */
@NullMarked
package io.punchgate.command.lane;

import org.jspecify.annotations.NullMarked;
