package io.punchgate.api.device;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The eight punch types that customers' servers know, spelled as the callback spells them. */
public enum PunchType {
    CheckIn,
    CheckOut,
    BreakOut,
    BreakIn,
    OverTimeIn,
    OverTimeOut,
    MealOut,
    MealIn;

    private static final Map<String, PunchType> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(t -> t.name().toLowerCase(Locale.ROOT), Function.identity()));

    /** The type of that name in any case, or empty. */
    public static Optional<PunchType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** True for the types after which a person is in: CheckIn, BreakIn, OverTimeIn and MealIn. */
    public boolean isIn() {
        return switch (this) {
            case CheckIn, BreakIn, OverTimeIn, MealIn -> true;
            case CheckOut, BreakOut, OverTimeOut, MealOut -> false;
        };
    }
}
