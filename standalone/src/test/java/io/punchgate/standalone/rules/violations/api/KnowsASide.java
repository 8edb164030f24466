package io.punchgate.standalone.rules.violations.api;

import io.punchgate.standalone.rules.violations.query.KnowsTheCommandSide;

/** A message that knows who reads it. */
public record KnowsASide(KnowsTheCommandSide reader) {}
