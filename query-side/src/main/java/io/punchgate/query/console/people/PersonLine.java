package io.punchgate.query.console.people;

import io.punchgate.query.console.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A person who is in.
 *
 * @param link to the person's month; null: the person was erased
 */
public record PersonLine(String person, @Nullable String link, Moment since, String sn, String deviceLink) {}
