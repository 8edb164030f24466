package io.punchgate.standalone.erasure;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Searches files for texts in any encoding that something may have written them in. */
final class Traces {

    /** Fewer might be found by chance. */
    private static final int BYTES_MIN = 8;
    /** The characters of base64 that depend on the bytes before the text, by the number of these. */
    private static final int[] BASE64_BEGINS = {0, 2, 3};

    /** By their first four bytes, what is searched. */
    private final Map<Integer, List<Sought>> sought = new HashMap<>();

    private static final class Sought {

        private final String told;
        private final byte[] bytes;

        Sought(String told, byte[] bytes) {
            this.told = told;
            this.bytes = bytes;
        }

        boolean isAt(byte[] content, int at) {
            if (at + bytes.length > content.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (content[at + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    Traces(List<String> texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            add(text + " in UTF-8", bytes);
            add(text + " in UTF-16BE", text.getBytes(UTF_16BE));
            add(text + " in UTF-16LE", text.getBytes(UTF_16LE));
            add(text + " in hex", HexFormat.of().formatHex(bytes).getBytes(UTF_8));
            add(
                    text + " in HEX",
                    HexFormat.of().withUpperCase().formatHex(bytes).getBytes(UTF_8));
            for (int offset = 0; offset < BASE64_BEGINS.length; offset++) {
                byte[] shifted = new byte[offset + bytes.length];
                System.arraycopy(bytes, 0, shifted, offset, bytes.length);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                // The last character may depend on the byte behind the text.
                String own = base64.substring(BASE64_BEGINS[offset], base64.length() - 1);
                add(text + " in base64 at " + offset, own.getBytes(UTF_8));
            }
        }
    }

    private void add(String told, byte[] bytes) {
        if (bytes.length < BYTES_MIN) {
            throw new IllegalArgumentException("too short to be told from chance: " + told);
        }
        sought.computeIfAbsent(first(bytes, 0), none -> new ArrayList<>()).add(new Sought(told, bytes));
    }

    private static int first(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }

    /** Those that are found, each with its file. */
    List<String> in(Path folder) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                for (int at = 0; at + 3 < content.length; at++) {
                    for (Sought each : sought.getOrDefault(first(content, at), List.of())) {
                        if (each.isAt(content, at)) {
                            found.add(each.told + ": " + folder.relativize(file));
                        }
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** Those of the texts that the text has. */
    static List<String> in(String shown, List<String> texts) {
        return texts.stream().filter(shown::contains).toList();
    }
}
