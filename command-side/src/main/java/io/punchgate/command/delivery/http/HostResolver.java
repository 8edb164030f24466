package io.punchgate.command.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host, and refuses a host that may not be reached. */
@FunctionalInterface
public interface HostResolver {

    /** The addresses, which are connected to as they are: the name is not looked up again. It may block. */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
