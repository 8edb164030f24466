package io.punchgate.standalone.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;

/** Sets the library's broker up for this process. */
final class Hivemq {

    private Hivemq() {}

    /** A broker that does not run yet, with our log, in that folder. */
    static EmbeddedHiveMQ in(BrokerFolder folder, ExtensionMain extension) {
        quieten(folder);
        FirstPacketLimit.install();
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.configuration())
                .withDataFolder(folder.data())
                .withExtensionsFolder(folder.extensions())
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("punchgate")
                        .withName("Punchgate")
                        .withVersion("1")
                        .withExtensionMain(extension)
                        .build())
                .withoutLoggingBootstrap()
                .build();
        configure();
        return broker;
    }

    /** Settings that its configuration file has no words for; building a broker sets the first of them otherwise. */
    private static void configure() {
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
        InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
        // It waits that long at a stop for what is still to be written; there is nothing to be written.
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
    }

    /**
     * Settings of libraries that it brings: JNA would write to the user's home, and Guice generates classes by what the JDK gives
     * up.
     */
    private static void quieten(BrokerFolder folder) {
        System.setProperty("jna.tmpdir", folder.data().toString());
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }
}
