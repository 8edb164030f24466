package io.punchgate.query.registry;

/** Lets a read wait until the registry knows every event that was stored before it. */
@FunctionalInterface
interface RegistryFreshness {

    /** Returns once the registry has caught up with the log's head at the time of the call. */
    void await();
}
