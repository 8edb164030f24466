package io.punchgate.command.gateway.anviz;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.Map;

/** Anviz TC_B: the low half of the record's type, and its backup code. */
public final class AnvizCodes {

    /** The codes of this dialect. */
    public static final CodeTable TABLE = new CodeTable(
            Map.of("0", PunchType.CheckIn, "1", PunchType.CheckOut),
            Map.of(
                    "0", InputType.Fingerprint,
                    "1", InputType.Fingerprint,
                    "2", InputType.Password,
                    "3", InputType.Card),
            "");

    private AnvizCodes() {}
}
