package io.punchgate.command.gateway.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;

/** An external broker on a free port of the loopback interface, which lets everybody in and keeps nothing in files. */
public final class LocalBroker implements AutoCloseable {

    /** The lock of tests with a broker of their own: HiveMQ has settings that are the process's. */
    public static final String ONE_A_PROCESS = "HiveMQ";

    private static final Duration NOTICE_WAIT_MAX = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private EmbeddedHiveMQ broker;

    /** Starts it. */
    public LocalBroker() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
            folder = Files.createTempDirectory("local-broker");
            for (String name : new String[] {"conf", "data", "extensions"}) {
                Files.createDirectory(folder.resolve(name));
            }
            Files.writeString(folder.resolve("conf/config.xml"), configuration(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = started();
    }

    private static String configuration(int port) {
        return """
            <?xml version="1.0"?>
            <hivemq>
            <listeners>
                <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
            </listeners>
            <mqtt>
                <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
            </mqtt>
            <persistence><mode>in-memory</mode></persistence>
            <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """.formatted(port);
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Its address, as an operator sets it. */
    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    /** Ends it, and starts it again without anything that it knew, once its client has noticed that it is away. */
    public void restart(Callable<Boolean> noticed) {
        close();
        Awaitility.await().atMost(NOTICE_WAIT_MAX).until(noticed);
        broker = started();
    }

    private EmbeddedHiveMQ started() {
        System.setProperty("jna.tmpdir", folder.resolve("data").toString());
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        EmbeddedHiveMQ starting = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.resolve("conf"))
                .withDataFolder(folder.resolve("data"))
                .withExtensionsFolder(folder.resolve("extensions"))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("everybody")
                        .withName("Everybody")
                        .withVersion("1")
                        .withExtensionMain(new LetsEverybodyIn())
                        .build())
                .withoutLoggingBootstrap()
                .build();
        InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
        var ours = Thread.getDefaultUncaughtExceptionHandler();
        starting.start().join();
        // It installs a handler that may end the process, which is not its own here.
        Thread.setDefaultUncaughtExceptionHandler(ours);
        return starting;
    }

    @Override
    public void close() {
        try {
            broker.stop().join();
            broker.close();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class LetsEverybodyIn implements ExtensionMain {

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            SimpleAuthenticator everybody = (login, answer) -> answer.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(asked -> everybody);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}
    }
}
