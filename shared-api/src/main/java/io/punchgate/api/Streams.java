package io.punchgate.api;

/**
 * The identifiers of the aggregates' event streams. Each aggregate type has its own prefix, so that a device and a
 * customer of one name never share a stream.
 */
public final class Streams {

    private static final String DEVICE = "device/";
    private static final String CUSTOMER = "customer/";
    private static final String CALLBACK = "callback/";

    private Streams() {}

    /** The stream of the device of that serial number. */
    public static String device(String sn) {
        return DEVICE + sn;
    }

    /** The stream of a customer: its settings, its callbacks' addresses and secrets, its API keys. */
    public static String customer(String customerId) {
        return CUSTOMER + customerId;
    }

    /** The stream of a callback: its deliveries, its failures, and its state. */
    public static String callback(CallbackId callback) {
        return CALLBACK + callback.key();
    }
}
