package io.punchgate.command.gateway.anviz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.punchgate.command.gateway.Reporter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the serial number that a device was asked for: up to 16 characters, filled up with zeros or blanks. */
final class SerialNumber {

    private static final Pattern FILLING = Pattern.compile("[^\\x21-\\x7E]");

    private SerialNumber() {}

    /** The serial number, or empty where it cannot be that of any device. */
    static Optional<String> decode(byte[] data) {
        String text = FILLING.matcher(new String(data, ISO_8859_1)).replaceAll("");
        return Optional.of(text).filter(Reporter::isSerialNumber);
    }
}
