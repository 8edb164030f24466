package io.punchgate.standalone.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Java file of the repository.
 *
 * @param path from the repository's root, with slashes
 */
record SourceFile(String path, Path file, String text) {

    /** A comment, a text block, a string, a character. Comments and characters match so that quotes in them open nothing. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);

    static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(root.relativize(file).toString().replace('\\', '/'), file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long lines() {
        return text.lines().count();
    }

    /** The string literals and text blocks. */
    List<String> literals() {
        return tokens("\"");
    }

    /** The Javadoc comments. */
    List<String> javadocs() {
        return tokens("/**");
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    /** The folder, from the repository's root. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private List<String> tokens(String start) {
        return TOKEN.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(token -> token.startsWith(start))
                .toList();
    }
}
