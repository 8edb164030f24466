/**
 * The parts that the operators' and managers' endpoints of all features share: sending a command and waiting for its reply,
 * and the rules for texts that may be set.
 *
 * <p>It decides nothing that an aggregate could, knows no feature, and never asks a read model.
 */
@NullMarked
package io.punchgate.command.operation;

import org.jspecify.annotations.NullMarked;
