package io.punchgate.api.device;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a device dialect. Each dialect's package has its own; a device's {@code states} and {@code inputs} are
 * laid over it. A code that no table knows may still be a name.
 *
 * <p>Dialects disagree on what 0 and 1 mean: a mistake here turns every arrival into a departure.
 *
 * @param states punch types by numeric code, as decimal text
 * @param inputs input types by numeric code, as decimal text
 * @param noState the code of a device that does not tell arrivals from departures; empty where it sends nothing
 */
public record CodeTable(Map<String, PunchType> states, Map<String, InputType> inputs, String noState) {

    public CodeTable {
        states = Map.copyOf(states);
        inputs = Map.copyOf(inputs);
    }

    /** The table of one device: its own codes come first. */
    public CodeTable of(DeviceSettings device) {
        return device.states().isEmpty() && device.inputs().isEmpty()
                ? this
                : new CodeTable(overlay(states, device.states()), overlay(inputs, device.inputs()), noState);
    }

    /** The punch type of a code or name, or null if there is none. */
    public @Nullable PunchType type(@Nullable String state) {
        if (state == null) {
            return null;
        }
        @Nullable PunchType known = states.get(normal(state));
        return known != null ? known : PunchType.named(state.strip()).orElse(null);
    }

    /** The input type of a code or name, or {@link InputType#Others}. */
    public InputType input(@Nullable String input) {
        if (input == null) {
            return InputType.Others;
        }
        @Nullable InputType known = inputs.get(normal(input));
        return known != null ? known : InputType.named(input.strip()).orElse(InputType.Others);
    }

    /** The state as far as it tells punches apart: empty where the device told none. */
    public String distinctive(@Nullable String state) {
        if (state == null) {
            return "";
        }
        String code = normal(state);
        return code.equals(noState) ? "" : code;
    }

    private static <T> Map<String, T> overlay(Map<String, T> dialect, Map<String, T> own) {
        Map<String, T> all = new HashMap<>(dialect);
        own.forEach((code, meaning) -> all.put(normal(code), meaning));
        return all;
    }

    /** One spelling a code: firmware pads with blanks and zeros. */
    private static String normal(String code) {
        String bare = code.strip();
        String sign = bare.startsWith("-") ? "-" : "";
        String digits = bare.substring(sign.length());
        return isNumber(digits) ? sign + withoutLeadingZeros(digits) : bare.toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
