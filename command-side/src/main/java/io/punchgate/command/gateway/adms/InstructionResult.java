package io.punchgate.command.gateway.adms;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The result of an instruction: {@code ID=1&Return=0&CMD=INFO}, and lines after it that belong to it. Some instructions answer one
 * key a line.
 *
 * @param done whether the device returned 0 or more
 * @param text all of it but the id
 */
record InstructionResult(String instructionId, boolean done, String text) {

    /** Results of one body; more than instructions wait for any device. */
    static final int RESULTS_MAX = 1_000;

    private static final int ID_CHARACTERS_MAX = 64;

    /** The keys come in either order. A line that begins otherwise belongs to the result before it, whatever is in it. */
    private static final Pattern START = Pattern.compile(
            "(?<before>(?:(?:Return|CMD|SN)=[^&]{0,1000}&){0,3})ID=(?<id>[^&]{1,64})(?:&(?<rest>.*))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern RETURN =
            Pattern.compile("(?:^|[&\\n])Return=\\s*(?<sign>-?)(?<digits>[0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RETURN_ALONE = Pattern.compile("Return=\\s*-?[0-9]+\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("[0-9]{1,9}");

    /** The result in an address, or empty where there is none. */
    static Optional<InstructionResult> of(AdmsQuery query) {
        String id = query.value("id");
        if (id.isEmpty()
                || id.length() > ID_CHARACTERS_MAX
                || query.value("return").isEmpty()) {
            return Optional.empty();
        }
        String text = "Return=" + query.value("return") + "&CMD=" + query.value("cmd");
        return Optional.of(new InstructionResult(id, isDone(text), text));
    }

    /** The result of an instruction that asked for data, once the last part of it came; else empty. */
    static Optional<InstructionResult> ofData(AdmsQuery query, String counted) {
        String id = query.value("cmdid");
        String part = query.value("packidx");
        String parts = query.value("packcnt");
        boolean more = PART.matcher(part).matches()
                && PART.matcher(parts).matches()
                && Integer.parseInt(part) < Integer.parseInt(parts);
        return id.isEmpty() || id.length() > ID_CHARACTERS_MAX || more
                ? Optional.empty()
                : Optional.of(new InstructionResult(id, true, counted));
    }

    /** The results of a body, in its order; lines before the first are ignored, but for what it returned. */
    static List<InstructionResult> decodeAll(Iterator<String> lines) {
        List<InstructionResult> results = new ArrayList<>();
        @Nullable String id = null;
        StringBuilder text = new StringBuilder();
        String returned = "";
        while (lines.hasNext() && results.size() < RESULTS_MAX) {
            String line = lines.next();
            Matcher start = START.matcher(line);
            if (start.matches()) {
                addTo(results, id, text);
                id = start.group("id").strip();
                text.setLength(0);
                @Nullable String rest = start.group("rest");
                join(text, returned);
                join(text, joined(start.group("before"), rest));
                returned = "";
            } else if (RETURN_ALONE.matcher(line).matches()
                    && (id == null || RETURN.matcher(text).find())) {
                returned = line;
            } else {
                join(text, returned);
                join(text, line);
                returned = "";
            }
        }
        join(text, returned);
        addTo(results, id, text);
        return results;
    }

    private static String joined(String before, @Nullable String rest) {
        String whole = before + (rest == null ? "" : rest);
        return whole.endsWith("&") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private static void join(StringBuilder text, String line) {
        text.append(text.isEmpty() || line.isEmpty() ? "" : "\n").append(line);
    }

    private static boolean isDone(CharSequence text) {
        Matcher returned = RETURN.matcher(text);
        return returned.find() && returned.group("sign").isEmpty();
    }

    private static void addTo(List<InstructionResult> results, @Nullable String id, CharSequence text) {
        if (id != null) {
            results.add(new InstructionResult(id, isDone(text), text.toString()));
        }
    }
}
