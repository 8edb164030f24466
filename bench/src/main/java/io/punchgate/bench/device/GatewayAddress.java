package io.punchgate.bench.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The address to which the devices send.
 *
 * @param url of HTTP and ADMS, without a slash at the end
 * @param socket of TCP or MQTT
 * @param tls whether TCP or MQTT is encrypted
 */
public record GatewayAddress(Transport transport, URI url, InetSocketAddress socket, boolean tls, HttpClient http) {

    /** The time that a device waits for a connection. */
    static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    /** The time that a device waits for an answer. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** A client that the lines of all devices may share. */
    public static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .build();
    }

    /** Connects a device and logs it in. */
    public DeviceLine open(DeviceIdentity device) throws IOException {
        return switch (transport) {
            case HTTP -> new HttpLine(http, url, device);
            case ADMS -> AdmsLine.open(http, url, device);
            case TCP -> TcpLine.open(connect(), device);
            case MQTT -> MqttLine.open(connect(), device);
        };
    }

    private Socket connect() throws IOException {
        // Resolved at each connection, as a device does.
        InetSocketAddress address = new InetSocketAddress(socket.getHostString(), socket.getPort());
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) ANSWER_MAX.toMillis());
            plain.connect(address, (int) CONNECT_MAX.toMillis());
            return tls ? encrypted(plain) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(plain, socket.getHostString(), socket.getPort(), true);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
