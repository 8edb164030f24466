/**
 * The group commit: commands that wait at the same moment are handled in one unit of work and stored by one append. It
 * stands behind Axon's command bus and on {@code runtime.log}.
 *
 * <p>It knows no feature, but for one thing: commands of the delivery go first.
 */
@NullMarked
package io.punchgate.command.lane;

import org.jspecify.annotations.NullMarked;
