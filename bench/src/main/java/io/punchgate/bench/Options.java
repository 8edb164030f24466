package io.punchgate.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param parts which parts to measure: ingest, push, isolation, replay, start
 * @param seconds length of one round
 * @param warmUpSeconds how long each candidate is warmed up
 * @param repetitions rounds of each figure
 * @param devices how many devices report
 * @param connections how many connections the ingest rounds use
 * @param punches how many punches a backlog has; a replay reads ten times as many
 * @param product the product's jar
 * @param quick whether the figures only show that everything works
 * @param command as given, for the record
 */
record Options(
        Set<String> parts,
        int seconds,
        int warmUpSeconds,
        int repetitions,
        int devices,
        List<Integer> connections,
        int punches,
        Path product,
        boolean quick,
        String command) {

    static final String USAGE = """
            java -jar bench/target/bench.jar [options]
              --only=ingest,push,isolation,replay,start   these parts only
              --quick                           a minute or two; shows that it works, the figures mean nothing
              --seconds=8                       length of a round
              --warm-up=20                      seconds of warm-up of each candidate
              --repetitions=3                   rounds of each figure; the median counts
              --devices=100                     devices that report in the ingest rounds
              --product=<path>                  another punchgate.jar
            """;

    private static final Set<String> PARTS = Set.of("ingest", "push", "isolation", "replay", "start");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not understood
     */
    static Options parse(List<String> arguments, Path besideJar) {
        boolean quick = arguments.contains("--quick");
        for (String argument : arguments) {
            if (!argument.equals("--quick")
                    && !argument.matches("--(only|product)=.+|--(seconds|warm-up|repetitions|devices)=[0-9]{1,7}")) {
                throw new IllegalArgumentException("not understood: " + argument);
            }
        }
        Set<String> parts = PARTS;
        @Nullable String only = value(arguments, "only");
        if (only != null) {
            parts = Set.copyOf(Arrays.asList(only.split(",", -1)));
            if (!PARTS.containsAll(parts)) {
                throw new IllegalArgumentException("not parts: " + only);
            }
        }
        @Nullable String product = value(arguments, "product");
        return new Options(
                parts,
                number(arguments, "seconds", quick ? 1 : 8),
                number(arguments, "warm-up", quick ? 1 : 20),
                number(arguments, "repetitions", quick ? 1 : 3),
                number(arguments, "devices", 100),
                quick ? List.of(1, 16, 64) : List.of(1, 16, 64, 256),
                quick ? 2_000 : 20_000,
                (product == null ? besideJar.resolve("../../standalone/target/punchgate.jar") : Path.of(product))
                        .toAbsolutePath()
                        .normalize(),
                quick,
                ("java -jar bench/target/bench.jar " + String.join(" ", arguments)).strip());
    }

    private static @Nullable String value(List<String> arguments, String name) {
        String prefix = "--" + name + "=";
        for (String argument : arguments) {
            if (argument.startsWith(prefix)) {
                return argument.substring(prefix.length());
            }
        }
        return null;
    }

    private static int number(List<String> arguments, String name, int otherwise) {
        @Nullable String value = value(arguments, name);
        int number = value == null ? otherwise : Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException(name + " is less than 1");
        }
        return number;
    }
}
