package io.punchgate.standalone.rules;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java files of all modules, and the rules that no class file shows. */
record SourceTree(Path root) {

    /** Files of a package, {@code package-info} not counted. A larger package is two. */
    static final int FILES_MAX = 20;

    /** One line for each violation, empty if there is none. */
    List<String> violations() throws IOException {
        List<SourceFile> sources = sources();
        return Stream.concat(
                        sources.stream()
                                .flatMap(file -> SourceRules.ALL.stream()
                                        .flatMap(rule -> rule.violations(file).map(told -> file.path() + " " + told))),
                        tooLargePackages(sources))
                .toList();
    }

    private static Stream<String> tooLargePackages(List<SourceFile> sources) {
        return sources.stream()
                .filter(file -> !file.isPackageInfo())
                .collect(groupingBy(SourceFile::folder, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .filter(folder -> folder.getValue() > FILES_MAX)
                .map(folder -> folder.getKey() + " has " + folder.getValue() + " files, more than " + FILES_MAX);
    }

    List<SourceFile> sources() throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .flatMap(SourceTree::javaFiles)
                    .map(file -> SourceFile.read(root, file))
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
