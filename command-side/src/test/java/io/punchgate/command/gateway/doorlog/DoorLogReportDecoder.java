package io.punchgate.command.gateway.doorlog;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.Transport.Opening;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.Reporter;
import java.util.Map;

/**
 * A dialect that no terminal speaks: lines such as {@code SN1;7;1001;2026-06-21 09:30:00;e;k}. A real one adds
 * {@link #TRANSPORT} to the list in {@link Transport}, and nothing else outside its package.
 */
final class DoorLogReportDecoder {

    static final Transport TRANSPORT = Transport.openedBy("door-log", Opening.NUMBER);

    private static final CodeTable CODES =
            new CodeTable(Map.of("e", PunchType.CheckIn, "x", PunchType.CheckOut), Map.of("k", InputType.Password), "");

    private DoorLogReportDecoder() {}

    static Reporter reporter(String line, String address) {
        String[] fields = line.split(";", -1);
        return new Reporter(fields[0], Credential.number(Long.parseLong(fields[1]), address), TRANSPORT);
    }

    static ReportedPunch decode(String line) {
        String[] fields = line.split(";", -1);
        PunchTime time = PunchTime.parse(fields[3]);
        return new ReportedPunch(
                fields[2], time.wallClock(), time.offset(), fields[3], fields[4], fields[5], CODES, null, null, null);
    }
}
