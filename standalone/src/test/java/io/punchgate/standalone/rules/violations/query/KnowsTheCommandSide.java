package io.punchgate.standalone.rules.violations.query;

import io.punchgate.standalone.rules.violations.command.KnowsTheQuerySide;
import org.jspecify.annotations.Nullable;

/** Reads from what decides. */
public record KnowsTheCommandSide(@Nullable KnowsTheQuerySide decider) {}
