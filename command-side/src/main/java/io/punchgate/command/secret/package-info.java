/**
 * Keeps secrets out of the log: the data of instructions goes through the vault, and what is needed no longer is removed
 * from it.
 *
 * <p>{@code gateway} and {@code device} stand beside it. It never knows what a secret says.
 */
@NullMarked
package io.punchgate.command.secret;

import org.jspecify.annotations.NullMarked;
