/**
 * The dialects over HTTP share it, as those over sockets share {@code socket}: reading a bounded body, and answering a call that
 * fails.
 *
 * <p>It never knows what a body says, nor in which words a dialect answers.
 */
@NullMarked
package io.punchgate.command.gateway.servlet;

import org.jspecify.annotations.NullMarked;
