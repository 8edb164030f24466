package io.punchgate.command.gateway;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person's temperature in degrees Celsius. Readers send junk, so an implausible one is dropped, not refused. */
public final class BodyTemperature {

    private static final double CELSIUS_MIN = 20;
    private static final double CELSIUS_MAX = 50;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]{1,20}(?:\\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,3})?");

    private BodyTemperature() {}

    /** The temperature of a text, or null if it is not one that a person has. */
    public static @Nullable Double parse(String text) {
        String number = ReportedText.trimmed(text);
        return NUMBER.matcher(number).matches() ? plausible(Double.parseDouble(number)) : null;
    }

    /** The same temperature, or null if it is not one that a person has. */
    public static @Nullable Double plausible(double celsius) {
        return celsius >= CELSIUS_MIN && celsius <= CELSIUS_MAX ? celsius : null;
    }
}
