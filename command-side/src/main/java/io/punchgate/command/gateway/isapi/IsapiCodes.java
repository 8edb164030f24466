package io.punchgate.command.gateway.isapi;

import static java.util.Map.entry;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import java.util.Map;

/** Hikvision: states come by name, inputs as the minor type of the event that says how a person was let in. */
public final class IsapiCodes {

    /** The codes of this dialect. */
    public static final CodeTable TABLE = new CodeTable(
            Map.of(),
            Map.ofEntries(
                    entry("1", InputType.Card),
                    entry("2", InputType.Card),
                    entry("38", InputType.Fingerprint),
                    entry("40", InputType.Fingerprint),
                    entry("43", InputType.Fingerprint),
                    entry("46", InputType.Fingerprint),
                    entry("54", InputType.Face),
                    entry("57", InputType.Face),
                    entry("60", InputType.Face),
                    entry("63", InputType.Face),
                    entry("66", InputType.Face),
                    entry("69", InputType.Fingerprint),
                    entry("72", InputType.Fingerprint),
                    entry("75", InputType.Face),
                    entry("77", InputType.Face),
                    entry("101", InputType.Password)),
            "undefined");

    private IsapiCodes() {}
}
