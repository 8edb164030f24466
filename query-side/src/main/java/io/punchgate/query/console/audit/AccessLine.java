package io.punchgate.query.console.audit;

import io.punchgate.query.console.page.Moment;

/** A call or a look at a page that was written down. */
public record AccessLine(Moment at, String who, String role, String action, String address) {}
