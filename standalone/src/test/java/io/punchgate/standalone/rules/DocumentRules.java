package io.punchgate.standalone.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules about documents: a relative link leads to a file, and to a heading if it names one; a class that is named in the
 * manner of code is named in a source file, too.
 */
record DocumentRules(Path root) {

    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);

    /** Two capitals or more, each followed by a small letter: {@code EventLog}, and not {@code GET} or {@code Device}. */
    private static final Pattern CLASS = Pattern.compile("`@?((?:[A-Z][a-z0-9]+){2,})(?:\\.[A-Za-z]+)?`");

    private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Za-z0-9]+\\b");

    /** Names of other projects, and of wire formats, that no source of ours needs to spell. */
    private static final Set<String> FOREIGN = Set.of(
            "DisruptorCommandBus",
            "AggregateStateCorruptedException",
            "BearerTokenAuthenticationFilter",
            "OpaqueTokenIntrospector",
            "EmbeddedPostgres",
            "EventPublisher",
            "AnnotationEventHandlerAdapter",
            "RegistryCode");

    /** One line for each violation, empty if there is none. */
    List<String> violations() throws IOException {
        Set<String> named = namesInSources();
        return documents().stream()
                .flatMap(document -> Stream.concat(deadLinks(document), unknownClasses(document, named))
                        .map(told -> root.relativize(document) + " " + told))
                .toList();
    }

    private Stream<String> deadLinks(Path document) {
        return LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches() && !leadsSomewhere(document, link))
                .map(link -> "links to " + link + ", which does not exist");
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || headings(target).anyMatch(heading -> heading.equals(parts[1])));
    }

    /** The anchors that GitHub makes of headings. */
    private static Stream<String> headings(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .strip()
                        .replace(' ', '-'));
    }

    private static Stream<String> unknownClasses(Path document, Set<String> known) {
        return CLASS.matcher(prose(document))
                .results()
                .map(name -> name.group(1))
                .filter(name -> !known.contains(name) && !FOREIGN.contains(name))
                .distinct()
                .map(name -> "names `" + name + "`, which no source file names");
    }

    /** All words with a capital in the Java files, except for this one. */
    private Set<String> namesInSources() throws IOException {
        Set<String> names = new HashSet<>();
        for (SourceFile file : new SourceTree(root).sources()) {
            if (!file.path().endsWith("/DocumentRules.java")) {
                WORD.matcher(file.text()).results().map(MatchResult::group).forEach(names::add);
            }
        }
        return names;
    }

    /** The documents of the repository's root, of {@code docs} and of the modules, but not those that a build makes. */
    private List<Path> documents() throws IOException {
        Set<Path> found = new TreeSet<>(markdown(root, 2));
        if (Files.isDirectory(root.resolve("docs"))) {
            found.addAll(markdown(root.resolve("docs"), Integer.MAX_VALUE));
        }
        return List.copyOf(found);
    }

    private static List<Path> markdown(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static String prose(Path document) {
        try {
            return FENCED.matcher(Files.readString(document)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
