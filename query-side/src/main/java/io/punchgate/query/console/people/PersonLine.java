package io.punchgate.query.console.people;

import io.punchgate.query.console.page.Moment;

/** A person who is in. */
public record PersonLine(String person, String link, Moment since, String sn, String deviceLink) {}
