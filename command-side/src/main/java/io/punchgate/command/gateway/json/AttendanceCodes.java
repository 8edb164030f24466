package io.punchgate.command.gateway.json;

import static java.util.Map.entry;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.Map;

/** The codes of the Attendance API: HTTP, TCP and MQTT. */
public final class AttendanceCodes {

    /** State and input codes. */
    public static final CodeTable TABLE = new CodeTable(
            Map.ofEntries(
                    entry("0", PunchType.CheckOut),
                    entry("1", PunchType.CheckIn),
                    entry("2", PunchType.BreakOut),
                    entry("3", PunchType.BreakIn),
                    entry("4", PunchType.OverTimeIn),
                    entry("5", PunchType.OverTimeOut),
                    entry("6", PunchType.MealOut),
                    entry("7", PunchType.MealIn)),
            Map.ofEntries(
                    entry("1", InputType.Fingerprint),
                    entry("2", InputType.Card),
                    entry("3", InputType.Password),
                    entry("4", InputType.Card),
                    entry("15", InputType.Face),
                    entry("25", InputType.Palm)),
            "");

    private AttendanceCodes() {}
}
