package io.punchgate.api;

import java.util.List;
import java.util.UUID;

/** An event with which keys of persons are destroyed: the log does so as it appends it. */
public interface ErasesPersons extends DomainEvent {

    /** The customer whose persons they are. */
    String customerId();

    /** The ids of the keys. */
    List<UUID> persons();
}
