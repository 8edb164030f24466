package io.punchgate.command.gateway.adms;

import static java.util.Map.entry;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.Map;

/** ZKTeco PUSH (ADMS): status and verify codes. 255 is not a state but "the device tells none apart". */
public final class AdmsCodes {

    /** The codes of this dialect. */
    public static final CodeTable TABLE = new CodeTable(
            Map.ofEntries(
                    entry("0", PunchType.CheckIn),
                    entry("1", PunchType.CheckOut),
                    entry("2", PunchType.BreakOut),
                    entry("3", PunchType.BreakIn),
                    entry("4", PunchType.OverTimeIn),
                    entry("5", PunchType.OverTimeOut)),
            Map.ofEntries(
                    entry("0", InputType.Password),
                    entry("1", InputType.Fingerprint),
                    entry("2", InputType.Card),
                    entry("3", InputType.Password),
                    entry("4", InputType.Card),
                    entry("15", InputType.Face),
                    entry("25", InputType.Palm)),
            "255");

    private AdmsCodes() {}
}
