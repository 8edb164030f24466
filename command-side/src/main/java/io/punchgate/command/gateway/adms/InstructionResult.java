package io.punchgate.command.gateway.adms;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

    private static final Pattern START =
            Pattern.compile("ID=(?<id>[^&]{1,64})(?:&(?<rest>.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern RETURN =
            Pattern.compile("(?:^|[&\\n])Return=\\s*(?<sign>-?)(?<digits>[0-9]+)", Pattern.CASE_INSENSITIVE);

    /** The results of a body, in its order; lines before the first are ignored. */
    static List<InstructionResult> decodeAll(Iterator<String> lines) {
        List<InstructionResult> results = new ArrayList<>();
        @Nullable String id = null;
        StringBuilder text = new StringBuilder();
        while (lines.hasNext() && results.size() < RESULTS_MAX) {
            String line = lines.next();
            Matcher start = START.matcher(line);
            if (start.matches()) {
                addTo(results, id, text);
                id = start.group("id").strip();
                text.setLength(0);
                @Nullable String rest = start.group("rest");
                text.append(rest == null ? "" : rest);
            } else {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }
        addTo(results, id, text);
        return results;
    }

    private static void addTo(List<InstructionResult> results, @Nullable String id, CharSequence text) {
        if (id != null) {
            Matcher returned = RETURN.matcher(text);
            boolean done = returned.find() && returned.group("sign").isEmpty();
            results.add(new InstructionResult(id, done, text.toString()));
        }
    }
}
