package io.punchgate.standalone.rules.violations.query.presence;

import io.punchgate.standalone.rules.violations.query.attendance.Hours;

/** Uses another feature's types. */
public record KnowsAnotherFeature(Hours hours) {}
