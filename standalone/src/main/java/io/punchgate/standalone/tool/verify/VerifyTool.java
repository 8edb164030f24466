package io.punchgate.standalone.tool.verify;

import io.punchgate.standalone.tool.ExitCode;
import io.punchgate.standalone.tool.Flags;
import io.punchgate.standalone.tool.Terminal;
import io.punchgate.standalone.tool.Tool;
import io.punchgate.standalone.tool.WrongUsage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tells whether exported events are those that the gate once signed for, and names the first position that is not. */
public final class VerifyTool implements Tool {

    private static final String USAGE = """
            --vkey FILE --checkpoint FILE [--proof FILE] EVENTS.ndjson

              --vkey FILE        the verifier key of the gate, or several, one a line: GET /api/audit/v1/vkey
              --checkpoint FILE  the signed head of the tree: GET /api/audit/v1/checkpoint
              --proof FILE       the proof of one punch of the file: GET /api/audit/v1/proofs/{punch id}
              EVENTS.ndjson      the export: GET /api/audit/v1/events

            Without proof=true the export must be whole: from position 1 to the size of the checkpoint. Exit code 0: all is as it
            was signed; 1: it is not, and the first position that is wrong is named.""";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "checks exported events against a checkpoint, offline";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws WrongUsage {
        Flags flags = Flags.read(arguments, Set.of("vkey", "checkpoint", "proof"));
        Path vkey = Path.of(flags.get("vkey"));
        Path checkpoint = Path.of(flags.get("checkpoint"));
        if (flags.rest().size() != 1) {
            throw new WrongUsage(
                    "one file of events is needed, and not " + flags.rest().size());
        }
        try {
            Trust trust = Trust.read(Files.readString(vkey), Files.readString(checkpoint));
            ExportCheck check = new ExportCheck(trust);
            if (flags.find("proof").isPresent()) {
                check.add(Files.readString(Path.of(flags.get("proof"))));
            }
            String told = check(check, Path.of(flags.rest().getFirst()));
            terminal.out().println(told);
            return ExitCode.DONE;
        } catch (Wrong wrong) {
            terminal.out().println("WRONG: " + wrong.getMessage());
        } catch (CharacterCodingException e) {
            terminal.out().println("WRONG: a file is not UTF-8");
        } catch (IOException e) {
            terminal.out().println("cannot be checked: " + e);
        }
        return ExitCode.FAILED;
    }

    private static String check(ExportCheck check, Path file) throws IOException, Wrong {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.line(line);
            }
        }
        return check.end();
    }
}
