package io.punchgate.standalone.rules.violations.runtime;

import io.punchgate.standalone.rules.violations.query.KnowsTheCommandSide;

/** A foundation that knows what stands on it. */
public record KnowsASide(KnowsTheCommandSide reader) {}
