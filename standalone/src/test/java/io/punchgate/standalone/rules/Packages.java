package io.punchgate.standalone.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * The packages that rules speak of.
 *
 * @param root such as {@code io.punchgate}: the product's root, or the root of the miniature that breaks the rules
 */
record Packages(String root) {

    /** Packages of the command side that serve several features; each feature may use them. */
    private static final List<String> SHARED_BY_COMMANDS = List.of("operation", "address", "lane", "secret");

    /** Packages of the query side that serve several features; each feature may use them. */
    private static final List<String> SHARED_BY_QUERIES = List.of("projection", "listing", "person");

    /** Packages of the gateway that serve several dialects; each dialect may use them. */
    private static final List<String> SHARED_BY_DIALECTS = List.of("admission", "json", "socket", "servlet", "broker");

    String api() {
        return root + ".api";
    }

    String runtime() {
        return root + ".runtime";
    }

    String command() {
        return root + ".command";
    }

    String gateway() {
        return command() + ".gateway";
    }

    String lane() {
        return command() + ".lane";
    }

    String log() {
        return runtime() + ".log";
    }

    String query() {
        return root + ".query";
    }

    /** A package's name with its sub-packages, as ArchUnit writes it. */
    static String below(String name) {
        return name + "..";
    }

    List<String> sharedByCommands() {
        return within(command(), SHARED_BY_COMMANDS);
    }

    List<String> sharedByQueries() {
        return within(query(), SHARED_BY_QUERIES);
    }

    List<String> sharedByDialects() {
        return within(gateway(), SHARED_BY_DIALECTS);
    }

    /** Each package that a rule names. A rule about a package that does not exist guards nothing. */
    List<String> named() {
        return Stream.of(
                        List.of(api(), runtime(), log(), command(), gateway(), lane(), query()),
                        sharedByCommands(),
                        sharedByQueries(),
                        sharedByDialects())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> within(String parent, List<String> names) {
        return names.stream().map(name -> parent + "." + name).toList();
    }
}
