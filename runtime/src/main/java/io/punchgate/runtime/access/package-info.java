/**
 * Decides who may call: the operator's token, API keys and their roles, the limit on failed attempts, secrets in files.
 *
 * <p>It stands on {@code web}, which tells its refusals, and on the log, in which API keys are found. It never knows
 * what a call asks for.
 */
@NullMarked
package io.punchgate.runtime.access;

import org.jspecify.annotations.NullMarked;
