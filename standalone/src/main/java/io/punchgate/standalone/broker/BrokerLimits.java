package io.punchgate.standalone.broker;

/** The broker's configuration: bounds for everything, nothing kept in files, nothing reported to anybody. */
final class BrokerLimits {

    /** Connections at once. */
    static final int CONNECTIONS_MAX = 10_000;
    /** Messages that an MQTT 5 device may send ahead of their acknowledgements. */
    static final int RECEIVE_MAX = 128;
    /** Longest packet that is read, in bytes: longer than the gateway reads, so that it can refuse by itself. */
    static final int PACKET_BYTES_MAX = 1024 * 1024;

    private static final int SESSION_EXPIRY_MAX_SECONDS = 86_400;
    private static final int CONNECT_WAIT_MAX_MILLIS = 10_000;
    private static final int CLIENT_ID_LENGTH_MAX = 128;
    private static final int TOPIC_LENGTH_MAX = 256;

    private BrokerLimits() {}

    static String configuration(String listener) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                <listeners>
                %s
                </listeners>
                <mqtt>
                    <session-expiry><max-interval>%d</max-interval></session-expiry>
                    <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <queued-messages>
                        <max-queue-size>%d</max-queue-size>
                        <strategy>discard</strategy>
                    </queued-messages>
                    <topic-alias><enabled>false</enabled></topic-alias>
                    <wildcard-subscriptions><enabled>false</enabled></wildcard-subscriptions>
                    <shared-subscriptions><enabled>false</enabled></shared-subscriptions>
                    <subscription-identifier><enabled>false</enabled></subscription-identifier>
                </mqtt>
                <restrictions>
                    <max-connections>%d</max-connections>
                    <max-client-id-length>%d</max-client-id-length>
                    <max-topic-length>%d</max-topic-length>
                    <no-connect-idle-timeout>%d</no-connect-idle-timeout>
                </restrictions>
                <persistence><mode>in-memory</mode></persistence>
                <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(
                        listener,
                        SESSION_EXPIRY_MAX_SECONDS,
                        RECEIVE_MAX,
                        PACKET_BYTES_MAX,
                        InstructionsOut.WAITING_MAX,
                        CONNECTIONS_MAX,
                        CLIENT_ID_LENGTH_MAX,
                        TOPIC_LENGTH_MAX,
                        CONNECT_WAIT_MAX_MILLIS);
    }
}
