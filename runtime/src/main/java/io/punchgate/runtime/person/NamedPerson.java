package io.punchgate.runtime.person;

/** A person by the names that reports and requests use. */
record NamedPerson(String customerId, String userId) {}
