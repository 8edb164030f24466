package io.punchgate.bench.simulator;

import io.punchgate.bench.device.Transport;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param readUrl where the read API is
 * @param adminTokenFile holds the operator's token
 * @param socket where the devices connect over TCP or MQTT
 * @param from a file of devices that are registered already, or null: new ones are registered
 * @param save where the registered devices are written, or null
 * @param people who punch once at each device
 * @param backlog punches that each device has already when it starts
 * @param catchUp how long the list may take to show everything: a broker may still hold what it acknowledged
 * @param drain how long the devices may go on after the run to get rid of what they hold
 */
record SimulatorOptions(
        URI url,
        URI readUrl,
        Path adminTokenFile,
        Transport transport,
        InetSocketAddress socket,
        boolean tls,
        @Nullable Path from,
        @Nullable Path save,
        int devices,
        Duration duration,
        int people,
        int backlog,
        int batch,
        int outages,
        double lostAnswers,
        Duration drift,
        Duration drain,
        Duration catchUp,
        ZoneId zone,
        long seed) {

    static final int DEVICES_MAX = 20_000;
    /** All are kept in memory, to be compared with what is read back. */
    static final int PUNCHES_MAX = 2_000_000;

    static final String USAGE = """
            java -jar bench/target/bench.jar simulate [options]
              --url http://127.0.0.1:8080       where devices and operators send
              --read-url <url>                  where the read API is, if elsewhere
              --admin-token-file data/admin-token
              --transport http                  or adms, tcp, mqtt
              --tcp <host:port>                 if not port 7070 of the url's host; with --transport tcp
              --mqtt <host:port>                if not port 1883 of the url's host; with --transport mqtt
              --tls                             TCP or MQTT with TLS; the server's name is checked
              --devices 100                     registered for a customer of their own, which stays; at most 20000
              --save <file>                     keep the registered devices' secrets there
              --from <file>                     use the devices that were saved there instead
              --minutes 2                       how long the morning takes; 0.5 is possible
              --people 100                      who punch once at each device
              --backlog 50                      old punches that each device sends first
              --batch 100                       punches that a device sends at once if it has more, at most 500
              --outages 1                       times that each device loses its network
              --lost-answers 1                  percent of the requests whose answer is lost, so that they come again
              --drift 20                        seconds that a device's clock is off at most
              --drain 60                        seconds to get rid of what is left after the end
              --catch-up 60                     seconds within which the read API must show everything
              --zone UTC                        of the devices
              --seed 1                          another one gives another morning
            """;

    /**
     * Reads the command line, without its first word.
     *
     * @throws IllegalArgumentException if it is not understood, with the reason for a person
     */
    static SimulatorOptions parse(String... arguments) {
        CommandLine line = CommandLine.of(USAGE, arguments);
        URI url = line.url("url", "http://127.0.0.1:8080");
        Transport transport = line.oneOf("transport", Transport.class, Transport.HTTP);
        String socket = transport == Transport.MQTT ? "mqtt" : "tcp";
        return checked(new SimulatorOptions(
                url,
                line.url("read-url", url.toString()),
                Path.of(line.text("admin-token-file", "data/admin-token")),
                transport,
                line.socket(socket, url.getHost(), transport == Transport.MQTT ? 1883 : 7070),
                line.flag("tls"),
                line.path("from"),
                line.path("save"),
                (int) line.number("devices", 100, 1, DEVICES_MAX),
                seconds(60 * line.number("minutes", 2, 0.05, 24 * 60)),
                (int) line.number("people", 100, 0, PUNCHES_MAX),
                (int) line.number("backlog", 50, 0, PUNCHES_MAX),
                (int) line.number("batch", 100, 1, Transport.BATCH_MAX),
                (int) line.number("outages", 1, 0, 100),
                line.number("lost-answers", 1, 0, 50) / 100,
                seconds(line.number("drift", 20, 0, 86_400)),
                seconds(line.number("drain", 60, 0, 3_600)),
                seconds(line.number("catch-up", 60, 0, 3_600)),
                line.zone("zone", "UTC"),
                (long) line.number("seed", 1, 0, Integer.MAX_VALUE)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (1_000 * seconds));
    }

    private static SimulatorOptions checked(SimulatorOptions options) {
        long punches = (long) options.devices() * (options.people() + options.backlog());
        if (punches > PUNCHES_MAX) {
            throw new IllegalArgumentException("%d devices with %d punches each are more than %d punches in all"
                    .formatted(options.devices(), options.people() + options.backlog(), PUNCHES_MAX));
        }
        if (options.from() != null && options.save() != null) {
            throw new IllegalArgumentException("--from and --save exclude each other");
        }
        return options;
    }
}
