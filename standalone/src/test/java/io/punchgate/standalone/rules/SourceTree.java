package io.punchgate.standalone.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that no class file shows: the size of files, notes left behind, and packages that do not say what they are for. */
record SourceTree(Path root) {

    /** Two hundred, and ten more for what would only be split for the number's sake. */
    static final int LINES_MAX = 210;

    /** Written apart, so that this file does not break its own rule. */
    private static final Pattern NOTE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    /** One line for each violation, empty if there is none. */
    List<String> violations() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LINES_MAX) {
                found.add(root.relativize(file) + " has " + lines.size() + " lines, more than " + LINES_MAX);
            }
            if (lines.stream().anyMatch(line -> NOTE.matcher(line).find())) {
                found.add(root.relativize(file) + " has a note left behind");
            }
            if (!isDescribed(file)) {
                found.add(root.relativize(file) + " lies in a package without package-info.java");
            }
        }
        return found;
    }

    /** Tests of a package share the description of the package that they test. */
    private static boolean isDescribed(Path file) {
        Path description = file.resolveSibling("package-info.java");
        return Files.exists(description)
                || Files.exists(Path.of(description.toString().replace("/src/test/", "/src/main/")));
    }

    private List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .forEach(source -> addSources(source, sources));
        }
        return sources;
    }

    private static void addSources(Path folder, List<Path> sources) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
