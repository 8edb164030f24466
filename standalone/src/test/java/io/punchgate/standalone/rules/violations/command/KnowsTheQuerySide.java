package io.punchgate.standalone.rules.violations.command;

import io.punchgate.standalone.rules.violations.query.KnowsTheCommandSide;

/** Decides by a read model. */
public record KnowsTheQuerySide(KnowsTheCommandSide reader) {}
