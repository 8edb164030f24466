package io.punchgate.query.audit.scrub;

import java.util.Random;

/** SQL expressions of values that a column does not have yet. */
final class OtherValue {

    private OtherValue() {}

    /** A value that is not the one that is there. */
    static String of(Random random, String column, String type, int far) {
        int by = far + 1 + random.nextInt(5);
        return switch (type) {
            case "text" ->
                "coalesce(overlay(%1$s placing chr(ascii(substr(%1$s, %2$s, 1)) %% 26 + 65 + 26 * (%3$s %% 2)) || 'q' from %2$s for 1), 'x')"
                        .formatted(
                                column, "1 + " + random.nextInt(1_000) + " % greatest(length(" + column + "), 1)", by);
            case "int2", "int4", "int8" -> "coalesce(" + column + ", 0) + " + by;
            case "float8" -> "coalesce(" + column + ", 0) + " + by;
            case "bool" -> "not coalesce(" + column + ", false)";
            case "uuid" -> "gen_random_uuid()";
            case "timestamptz", "timestamp" ->
                "coalesce(" + column + ", '2026-01-01') + interval '" + by + " microseconds'";
            case "bytea" ->
                ("case when length(%1$s) > 0 then"
                                + " set_byte(%1$s, %2$d %% length(%1$s), get_byte(%1$s, %2$d %% length(%1$s)) # %3$d)"
                                + " else '\\x01' end")
                        .formatted(column, random.nextInt(100_000), 1 + random.nextInt(255));
            default -> throw new IllegalArgumentException("no type of ours: " + type);
        };
    }
}
