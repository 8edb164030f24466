package io.punchgate.command.gateway.aiface;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.Map;

/** AiFace terminals: 0 is "in" of the few that tell arrivals from departures, and all that the many others send. */
public final class AiFaceCodes {

    /** The codes of this dialect. */
    public static final CodeTable TABLE = new CodeTable(
            Map.of("1", PunchType.CheckOut),
            Map.of(
                    "0", InputType.Fingerprint,
                    "1", InputType.Card,
                    "2", InputType.Password,
                    "3", InputType.Card,
                    "8", InputType.Face),
            "0");

    private AiFaceCodes() {}
}
