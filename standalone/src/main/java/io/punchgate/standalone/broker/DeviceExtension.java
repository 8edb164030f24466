package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a broker for everybody one for devices: logins, publications, listeners for instructions. */
final class DeviceExtension implements ExtensionMain {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceExtension.class);

    private final BrokerGateway gateway;
    private final CompletableFuture<Void> open;
    private final BrokerConnections connections;

    DeviceExtension(BrokerGateway gateway, CompletableFuture<Void> open, BrokerConnections connections) {
        this.gateway = gateway;
        this.open = open;
        this.connections = connections;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        // The broker that started last in this process owns what Services answers, so ours is kept.
        connections.serve(BrokerServices.ofStarting());
        DeviceAuthenticator authenticator = new DeviceAuthenticator(gateway.access(), open);
        Services.securityRegistry().setAuthenticatorProvider(asked -> authenticator);
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(asked -> Retained::forgetWill);
        Services.initializerRegistry().setClientInitializer(connections::add);
        Services.eventRegistry().setClientLifecycleEventListener(asked -> new LastWill(gateway, connections));
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        LOG.debug("the MQTT broker's extension stops");
    }
}
