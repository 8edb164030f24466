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
                    entry("25", InputType.Palm))),
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
                    entry("25", InputType.Palm)));

    private final Map<String, PunchType> states;
    private final Map<String, InputType> inputs;

    CodeTable(Map<String, PunchType> states, Map<String, InputType> inputs) {
        this.states = states;
        this.inputs = inputs;
    }

    /** Punch types by numeric code, as decimal text. */
    public Map<String, PunchType> states() {
        return states;
    }

    /** Input types by numeric code, as decimal text. */
    public Map<String, InputType> inputs() {
        return inputs;
    }
}
