package io.punchgate.api.device;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The means by which a person was recognised, spelled as the callback spells it. */
public enum InputType {
    Fingerprint,
    Face,
    Palm,
    Card,
    Password,
    /** An input that no table knows; the raw value is kept beside it. */
    Others;

    private static final Map<String, InputType> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(t -> t.name().toLowerCase(Locale.ROOT), Function.identity()));

    /** The input type of that name in any case, or empty. */
    public static Optional<InputType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
