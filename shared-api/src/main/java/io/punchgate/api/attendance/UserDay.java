package io.punchgate.api.attendance;

import java.time.LocalDate;

/** The place of a day of work in the order by user and date. */
public record UserDay(String userId, LocalDate date) {}
