package io.punchgate.bench.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A ZKTeco terminal: handshake, {@code ATTLOG} rows, polls for commands, of which it carries out each at once. */
final class AdmsLine implements DeviceLine {

    private static final String TEXT = "text/plain";

    private final HttpCalls calls;
    private final String prefix;
    private final String serial;

    private AdmsLine(HttpCalls calls, DeviceIdentity device) {
        this.calls = calls;
        this.prefix = device.admsPath() + "/iclock/";
        this.serial = "?SN=" + device.sn();
    }

    static DeviceLine open(HttpClient http, URI url, DeviceIdentity device) throws IOException {
        AdmsLine line = new AdmsLine(new HttpCalls(http, url), device);
        HttpResponse<String> options = line.get("cdata", "&options=all&pushver=2.4.1&language=83");
        if (options.statusCode() != 200) {
            throw new IOException("the handshake of " + device.sn() + " was answered " + options.statusCode());
        }
        return line;
    }

    @Override
    public List<Outcome> report(List<Punch> punches) throws IOException {
        String rows = punches.stream().map(Punch::attLog).collect(Collectors.joining());
        HttpResponse<String> answer = post("cdata", "&table=ATTLOG&Stamp=9999", rows);
        if (answer.statusCode() != 200) {
            return HttpCalls.refused(answer, punches.size());
        }
        if (!answer.body().strip().equals("OK: " + punches.size())) {
            throw new IOException(punches.size() + " rows were answered by " + answer.body());
        }
        return Collections.nCopies(punches.size(), new Outcome.Stored(false));
    }

    @Override
    public void heartbeat() throws IOException {
        HttpResponse<String> answer = get("getrequest", "");
        String done = answer.body()
                .lines()
                .filter(line -> line.startsWith("C:"))
                .map(line -> "ID=" + line.split(":", 3)[1] + "&Return=0&CMD=DATA\n")
                .collect(Collectors.joining());
        if (!done.isEmpty()) {
            post("devicecmd", "", done);
        }
    }

    private HttpResponse<String> get(String endpoint, String query) throws IOException {
        return calls.get(prefix + endpoint + serial + query);
    }

    private HttpResponse<String> post(String endpoint, String query, String body) throws IOException {
        return calls.post(calls.request(prefix + endpoint + serial + query), TEXT, body);
    }

    @Override
    public void close() {
        // The client's connections are shared; each request stands alone.
    }
}
