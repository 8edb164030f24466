package io.punchgate.command.gateway.admission;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.Transport;
import io.punchgate.runtime.knock.Knocks;

/** A caller that presents itself as a device, during one call: it is noted once if it is refused, however much it reports. */
public final class Visitor {

    private final String sn;
    private final Credential.Scheme scheme;
    private final Transport transport;
    private final String address;
    private volatile boolean noted;

    /**
     * A visitor.
     *
     * @param address the remote address; empty where it is not known
     */
    public Visitor(String sn, Credential.Scheme scheme, Transport transport, String address) {
        this.sn = sn;
        this.scheme = scheme;
        this.transport = transport;
        this.address = address;
    }

    String sn() {
        return sn;
    }

    String address() {
        return address;
    }

    void unknown(Knocks knocks) {
        note(knocks, "unknown serial number");
    }

    void notProven(Knocks knocks) {
        note(
                knocks,
                switch (scheme) {
                    case TOKEN -> "wrong auth-token";
                    case PATH -> "wrong path, or a path does not open this transport to the device";
                    case SERIAL -> "the serial number alone does not admit the device, or not from there";
                    case NUMBER -> "wrong device number, or it does not admit the device, or not from there";
                    case ESTABLISHED -> "its session was opened by a secret that is no longer good";
                });
    }

    private void note(Knocks knocks, String reason) {
        if (!noted) {
            noted = true;
            knocks.add(sn, transport.label(), address, reason);
        }
    }
}
