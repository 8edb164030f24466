package io.punchgate.api.attendance;

import java.time.LocalDate;
import java.util.UUID;

/** The place of a day of work in the order by person and date. The id of a person tells nobody who it is. */
public record PersonDay(UUID person, LocalDate date) {}
