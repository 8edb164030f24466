package io.punchgate.bench.part;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param parts which parts to measure
 * @param seconds length of one round
 * @param warmUpSeconds how long each candidate is warmed up
 * @param repetitions rounds of each figure
 * @param devices how many devices report
 * @param candidates letters of those that the ingest rounds compare
 * @param connections how many connections the ingest rounds use
 * @param subscriptions how the customers of the push part get their punches; the first is what the others are compared with
 * @param punches how many punches a backlog has; a replay reads ten times as many
 * @param manyDevices how many devices are many
 * @param events how many stored events are many
 * @param product the product's jar
 * @param commandSide the command side's jar
 * @param quick whether the figures only show that everything works
 * @param partial whether only some of what is usually measured was asked for
 * @param command as given, for the record
 */
public record Options(
        Set<String> parts,
        int seconds,
        int warmUpSeconds,
        int repetitions,
        int devices,
        Set<String> candidates,
        List<Integer> connections,
        List<Subscription> subscriptions,
        int punches,
        int manyDevices,
        int events,
        Path product,
        Path commandSide,
        boolean quick,
        boolean partial,
        String command) {

    public static final String USAGE = """
            java -jar bench/target/bench.jar [options]
              --only=ingest,push   these parts only, of ingest, transports, push, isolation, neighbours, readers,
                                    streams, days, strangers, replay, tree, start, overload, scale, lists, exports
              --quick                           a minute or two; shows that it works, the figures mean nothing
              --seconds=5                       length of a round
              --warm-up=60                      seconds of warm-up of each candidate
              --repetitions=5                   rounds of each figure; the median counts
              --devices=100                     devices that report in the ingest rounds
              --candidates=a,b,c,d,e,f,g,h      whom the ingest rounds compare
              --pushes=each,batch,three         how the customers of the push part get their punches
              --connections=1,16,64,256         over how many connections
              --many-devices=100000             devices of the scale part
              --events=10000000                 stored events of scale, lists, exports; 1 GB a million on the disk
              --product=<path>                  another punchgate.jar
            """;

    private static final String UNDERSTOOD =
            "--quick|--(only|product)=.+|--candidates=[a-h](,[a-h])*|--pushes=(each|batch|three)(,(each|batch|three))*"
                    + "|--connections=[0-9]{1,4}(,[0-9]{1,4})*"
                    + "|--(seconds|warm-up|repetitions|devices|many-devices|events)=[0-9]{1,9}";

    private static final Set<String> USUAL_PARTS = Set.of(
            "ingest",
            "transports",
            "push",
            "isolation",
            "neighbours",
            "readers",
            "streams",
            "days",
            "strangers",
            "replay",
            "tree",
            "start",
            "overload");
    private static final Set<String> PARTS = Stream.concat(USUAL_PARTS.stream(), Stream.of("scale", "lists", "exports"))
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not understood
     */
    public static Options parse(List<String> arguments, Path besideJar) {
        boolean quick = arguments.contains("--quick");
        for (String argument : arguments) {
            if (!argument.matches(UNDERSTOOD)) {
                throw new IllegalArgumentException("not understood: " + argument);
            }
        }
        Set<String> parts = USUAL_PARTS;
        @Nullable String only = value(arguments, "only");
        if (only != null) {
            parts = Set.copyOf(Arrays.asList(only.split(",", -1)));
            if (!PARTS.containsAll(parts)) {
                throw new IllegalArgumentException("not parts: " + only);
            }
        }
        @Nullable String product = value(arguments, "product");
        Path productJar = (product == null
                        ? besideJar.resolve("../../standalone/target/punchgate.jar")
                        : Path.of(product))
                .toAbsolutePath()
                .normalize();
        return new Options(
                parts,
                number(arguments, "seconds", quick ? 1 : 5),
                number(arguments, "warm-up", quick ? 1 : 60),
                number(arguments, "repetitions", quick ? 1 : 5),
                number(arguments, "devices", 100),
                Set.of(list(arguments, "candidates", "a,b,c,d,e,f,g,h")),
                Stream.of(list(arguments, "connections", quick ? "1,16,64" : "1,16,64,256"))
                        .map(Integer::valueOf)
                        .toList(),
                Stream.of(list(arguments, "pushes", "each,batch,three"))
                        .map(name -> Subscription.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                quick ? 2_000 : 20_000,
                number(arguments, "many-devices", quick ? 1_000 : 100_000),
                number(arguments, "events", quick ? 20_000 : 10_000_000),
                productJar,
                productJar
                        .resolveSibling("../../command-side/target/command-side.jar")
                        .normalize(),
                quick,
                !parts.containsAll(USUAL_PARTS)
                        || value(arguments, "candidates") != null
                        || value(arguments, "pushes") != null
                        || value(arguments, "connections") != null,
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

    private static String[] list(List<String> arguments, String name, String otherwise) {
        return Objects.requireNonNullElse(value(arguments, name), otherwise).split(",", -1);
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
