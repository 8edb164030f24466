package io.punchgate.standalone.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules about one source file each. */
final class SourceRules {

    /** Two hundred, and ten more for what would only be split for the number's sake. */
    static final int LINES_MAX = 210;

    /** The one package that, with its sub-packages, speaks SQL on the schema {@code log}. */
    static final String LOG = "runtime/src/main/java/io/punchgate/runtime/log";

    /** The one class that tells phases of a shutdown. */
    static final String SHUTDOWN_ORDER = "runtime/src/main/java/io/punchgate/runtime/start/ShutdownOrder.java";

    /** Written apart, so that this file does not break its own rule. */
    private static final Pattern NOTE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern LOG_TABLE = Pattern.compile("\\blog\\.(event|head|snapshot)\\b");
    private static final Pattern PHASE =
            Pattern.compile("\\b(Integer\\.MAX_VALUE|DEFAULT_PHASE)\\s*-|\\bInteger\\.MIN_VALUE\\s*\\+");
    private static final Pattern OWN_PHASE = Pattern.compile("\\bgetPhase\\(\\)\\s*\\{(?!\\s*return ShutdownOrder\\.)");
    /** The first word of a Javadoc whose sentence has no plain subject. */
    private static final Pattern ROUNDABOUT =
            Pattern.compile("/\\*\\*\\s+(?:\\*\\s+)?(Who|Whose|Whom|Whoever|What|Whatever|Which|Whether|How|Where)\\b");

    private static final Pattern NULL_MARKED = Pattern.compile("^@NullMarked$", Pattern.MULTILINE);

    static final List<SourceRule> ALL = List.of(
            told(file -> file.lines() > LINES_MAX, file -> "has " + file.lines() + " lines, more than " + LINES_MAX),
            told(file -> NOTE.matcher(file.text()).find(), "has a note left behind"),
            told(file -> !isDescribed(file.file()), "lies in a package without package-info.java"),
            told(
                    file -> file.isPackageInfo()
                            && !NULL_MARKED.matcher(file.text()).find(),
                    "lacks @NullMarked"),
            told(
                    file -> ROUNDABOUT.matcher(file.text()).find(),
                    "opens a Javadoc with a question word, not with its subject"),
            told(SourceRules::readsTheLogItself, "has SQL on the schema log, which only " + LOG + " knows"),
            told(SourceRules::makesAPhase, "makes a phase of its own, outside of " + SHUTDOWN_ORDER));

    private SourceRules() {}

    /** Finds violations in a file and tells each without the file's name. */
    @FunctionalInterface
    interface SourceRule {
        Stream<String> violations(SourceFile file);
    }

    private static SourceRule told(Predicate<SourceFile> violated, String violation) {
        return told(violated, file -> violation);
    }

    private static SourceRule told(Predicate<SourceFile> violated, Function<SourceFile, String> violation) {
        return file -> Stream.of(file).filter(violated).map(violation);
    }

    /** Tests of a package share the description of the package that they test. */
    private static boolean isDescribed(Path file) {
        Path description = file.resolveSibling("package-info.java");
        return Files.exists(description)
                || Files.exists(Path.of(description.toString().replace("/src/test/", "/src/main/")));
    }

    /** Tests and the bench look at the product from outside. */
    private static boolean readsTheLogItself(SourceFile file) {
        return !file.isTest()
                && !file.path().startsWith("bench/")
                && !file.path().startsWith(LOG + "/")
                && file.literals().stream()
                        .anyMatch(text -> LOG_TABLE.matcher(text).find());
    }

    private static boolean makesAPhase(SourceFile file) {
        return !file.isTest()
                && !file.path().equals(SHUTDOWN_ORDER)
                && (PHASE.matcher(file.text()).find()
                        || OWN_PHASE.matcher(file.text()).find());
    }
}
