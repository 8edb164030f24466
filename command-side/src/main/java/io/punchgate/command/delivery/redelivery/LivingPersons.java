package io.punchgate.command.delivery.redelivery;

import io.punchgate.runtime.log.read.LoggedPunch;
import io.punchgate.runtime.person.PersonKeys;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells the punches of persons who were erased, which are never pushed again, from the others. */
record LivingPersons(PersonKeys keys) {

    /** Those of persons who were not erased. */
    List<LoggedPunch> of(Collection<LoggedPunch> punches) {
        Set<UUID> named = punches.stream()
                .map(LoggedPunch::person)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<UUID> living = keys.find(named).keySet();
        return punches.stream()
                .filter(punch -> punch.person() == null || living.contains(punch.person()))
                .toList();
    }

    /** Tells whether the person of the punch was erased. */
    boolean isErased(LoggedPunch punch) {
        return of(List.of(punch)).isEmpty();
    }
}
