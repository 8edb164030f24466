package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Texts of each class of code points, in the sizes around our limits. The same at each run. */
public final class Texts {

    private static final long SEED = 24;
    private static final HexFormat HEX = HexFormat.of();

    /** Code points; the largest is over every limit but those of bodies. */
    private static final int[] SIZES = {0, 1, 64, 255, 256, 4_096, 65_536};

    /**
     * A class of code points.
     *
     * @param ranges from the first to the last of each two
     */
    private record Kind(String name, List<Integer> ranges) {

        Kind(String name, Integer... ranges) {
            this(name, List.of(ranges));
        }

        String text(int size, Random random) {
            StringBuilder text = new StringBuilder(size);
            for (int n = 0; n < size; n++) {
                int range = 2 * random.nextInt(ranges.size() / 2);
                text.appendCodePoint(random.nextInt(ranges.get(range), ranges.get(range + 1) + 1));
            }
            return text.toString();
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("NUL", 0, 0),
            new Kind("C0", 1, 0x1F),
            new Kind("C1", 0x7F, 0x9F),
            new Kind("HIGH_SURROGATE", 0xD800, 0xDBFF),
            new Kind("LOW_SURROGATE", 0xDC00, 0xDFFF),
            new Kind("NONCHARACTER", 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x10FFFE, 0x10FFFF),
            new Kind("COMBINING", 0x300, 0x36F),
            new Kind("BIDI", 0x202A, 0x202E, 0x2066, 0x2069, 0x5D0, 0x5EA),
            new Kind("PRIVATE_USE", 0xE000, 0xF8FF, 0xF0000, 0xF00FF),
            new Kind("UNASSIGNED", 0x378, 0x379, 0x1FFF0, 0x1FFFD, 0xE0080, 0xE00FF),
            new Kind("EMOJI", 0x1F600, 0x1F64F, 0x1F3FB, 0x1F3FF, 0xFE0F, 0xFE0F, 0x200D, 0x200D),
            new Kind("FORMAT", 0x200B, 0x200D, 0xFEFF, 0xFEFF, 0xAD, 0xAD, 0xE0001, 0xE007F),
            new Kind("SEPARATOR", 0x2028, 0x2029, 0xA0, 0xA0, 0x3000, 0x3000),
            new Kind("DIGIT", 0x660, 0x669, 0x966, 0x96F, 0x1D7CE, 0x1D7FF),
            new Kind("SYNTAX", 0x20, 0x2F, 0x3A, 0x40, 0x5B, 0x60, 0x7B, 0x7E, 9, 13),
            new Kind("NUMBER", 0x30, 0x39, 0x30, 0x39, 0x2D, 0x2E),
            new Kind("LETTER", 0x41, 0x5A, 0x61, 0x7A));

    /** A text, and a name for it. */
    public record Text(String name, String value) {

        /** Within a JSON text, with all that is not plain escaped: even what UTF-8 cannot say. */
        public String escaped() {
            StringBuilder escaped = new StringBuilder();
            for (int n = 0; n < value.length(); n++) {
                char c = value.charAt(n);
                if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                    escaped.append(c);
                } else {
                    escaped.append("\\u").append(HEX.toHexDigits(c));
                }
            }
            return escaped.toString();
        }

        /** Within an address. */
        String encoded() {
            StringBuilder encoded = new StringBuilder();
            for (byte each : value.getBytes(UTF_8)) {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
            return encoded.toString();
        }

        /** Without what ends a line. */
        String line() {
            return value.replaceAll("[\r\n]", "_");
        }
    }

    private Texts() {}

    /** Texts for the n-th place: of all classes, and over all places each class in all sizes. */
    public static List<Text> of(int place) {
        Random random = new Random(SEED + place);
        List<Text> texts = new ArrayList<>();
        for (int n = 0; n < KINDS.size(); n++) {
            Kind kind = KINDS.get(n);
            int size = SIZES[(n + place) % SIZES.length];
            String text = kind.text(size, random);
            texts.add(new Text(kind.name() + " x " + size, random.nextBoolean() ? text : "a" + text + "1"));
        }
        return texts;
    }
}
