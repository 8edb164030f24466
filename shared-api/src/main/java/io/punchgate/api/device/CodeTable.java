package io.punchgate.api.device;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The numeric codes of a device dialect. A device's own {@code states} and {@code inputs} are laid over them.
 *
 * <p>The two dialects disagree on what 0 and 1 mean: a mistake here turns every arrival into a departure.
 */
public enum CodeTable {
    /** The HTTP Attendance API, TCP and MQTT. */
    ATTENDANCE_API(
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
            ""),
    /** ZKTeco PUSH (ADMS): status and verify codes. 255 is not a state but "the device tells none apart". */
    ADMS(
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
            "255"),
    /** AiFace terminals: 0 is "in" of the few that tell arrivals from departures, and all that the many others send. */
    AIFACE(
            Map.of("1", PunchType.CheckOut),
            Map.of(
                    "0", InputType.Fingerprint,
                    "1", InputType.Card,
                    "2", InputType.Password,
                    "3", InputType.Card,
                    "8", InputType.Face),
            "0"),
    /** Anviz TC_B: the low half of the record's type, and its backup code. */
    ANVIZ(
            Map.of("0", PunchType.CheckIn, "1", PunchType.CheckOut),
            Map.of(
                    "0", InputType.Fingerprint,
                    "1", InputType.Fingerprint,
                    "2", InputType.Password,
                    "3", InputType.Card),
            ""),
    /** Hikvision: states come by name, inputs as the minor type of the event that says how a person was let in. */
    ISAPI(
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
            "undefined"),
    /** Face terminals over MQTT tell neither: they look at faces. */
    MQTT_FACE(Map.of(), Map.of(), "");
    Map<String, PunchType> states;
    private final Map<String, InputType> inputs;
    private final String noState;

    CodeTable(Map<String, PunchType> states, Map<String, InputType> inputs, String noState) {
        this.states = states;
        this.inputs = inputs;
        this.noState = noState;
    }

    /** Punch types by numeric code, as decimal text. */
    public Map<String, PunchType> states() {
        return states;
    }

    /** What a device of this dialect sends that does not tell arrivals from departures; empty where it sends nothing. */
    public String noState() {
        return noState;
    }

    /** Input types by numeric code, as decimal text. */
    public Map<String, InputType> inputs() {
        return inputs;
    }
}
