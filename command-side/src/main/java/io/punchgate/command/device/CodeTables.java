package io.punchgate.command.device;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device's own codes laid over its dialect's; what neither knows may still be a name. */
record CodeTables(Map<String, PunchType> states, Map<String, InputType> inputs) {

    static CodeTables of(DeviceSettings settings, CodeTable dialect) {
        return new CodeTables(
                overlay(dialect.states(), settings.states()), overlay(dialect.inputs(), settings.inputs()));
    }

    /** The punch type of a code or name, or null if there is none. */
    @Nullable
    PunchType type(@Nullable String state) {
        if (state == null) {
            return null;
        }
        @Nullable PunchType known = states.get(normal(state));
        return known != null ? known : PunchType.named(state.strip()).orElse(null);
    }

    /** The input type of a code or name, or {@link InputType#Others}. */
    InputType input(@Nullable String input) {
        if (input == null) {
            return InputType.Others;
        }
        @Nullable InputType known = inputs.get(normal(input));
        return known != null ? known : InputType.named(input.strip()).orElse(InputType.Others);
    }

    /** The state as far as it tells punches apart: empty where the device told none. */
    static String distinctive(@Nullable String state, CodeTable dialect) {
        if (state == null) {
            return "";
        }
        String code = normal(state);
        return code.equals(dialect.noState()) ? "" : code;
    }

    private static <T> Map<String, T> overlay(Map<String, T> dialect, Map<String, T> own) {
        if (own.isEmpty()) {
            return dialect;
        }
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
