package io.punchgate.runtime.access.history;

/** Keeps accesses. */
@FunctionalInterface
public interface AccessRecorder {

    /**
     * Returns once the access is stored.
     *
     * @throws RuntimeException if it was not, or it is unknown
     */
    void record(Access access);
}
