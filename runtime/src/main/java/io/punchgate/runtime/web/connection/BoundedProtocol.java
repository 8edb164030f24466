package io.punchgate.runtime.web.connection;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with {@link ConnectionLimits}. Public, for Tomcat makes it by its class name. */
public final class BoundedProtocol extends Http11NioProtocol {

    private final BoundedEndpoint endpoint;
    private ConnectionLimits limits = ConnectionLimits.STANDARD;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        limit(limits);
    }

    /** Sets the limits; before it starts. */
    public void limit(ConnectionLimits asked) {
        limits = asked;
        endpoint.limit(asked);
    }

    /** The connections that were closed because their address had too many. */
    public long refusedConnections() {
        return endpoint.refusedConnections();
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedProcessor(this, getAdapter(), limits, endpoint.unfinishedHeaders());
    }
}
