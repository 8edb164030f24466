package io.punchgate.standalone.transports;

/** A device's way to report, over a real socket. */
interface Wire extends AutoCloseable {

    /** The transport's name. */
    String transport();

    /** Reports that this user left at 09:30 on 21 June 2026, by fingerprint. Returns once it is acknowledged. */
    void leave(String userId);

    @Override
    default void close() {}
}
