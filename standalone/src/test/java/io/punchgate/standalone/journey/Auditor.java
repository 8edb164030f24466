package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An auditor of a customer, who saves what the gate shows and checks it offline, with the jar alone. */
final class Auditor {

    private static final Path JAR = Installation.STANDALONE.toAbsolutePath();

    private static final String EVENTS = "events.ndjson";

    private final Http http = new Http();
    private final Installation installation;
    private final Map<String, String> key;
    private final Path folder;

    Auditor(Installation installation, Company company, Path folder) throws IOException {
        this.installation = installation;
        this.key = company.auditorsKey();
        this.folder = folder;
    }

    /** Saves an answer, if it is a good one, and returns its status. */
    int save(String path, String file) throws IOException {
        Http.Answer answer = http.send("GET", installation.querySide().resolve("/api/audit/v1/" + path), key, null);
        if (answer.status() == 200) {
            Files.writeString(folder.resolve(file), answer.body());
        }
        return answer.status();
    }

    /** Saves what the tool needs besides a proof. */
    void saveAll() throws IOException {
        for (String each : List.of("vkey", "checkpoint")) {
            assertThat(save(each, each)).isEqualTo(200);
        }
        assertThat(save("events?proof=true", EVENTS)).isEqualTo(200);
    }

    void editEvents(String text, String by) throws IOException {
        Path edited = folder.resolve(EVENTS);
        String before = Files.readString(edited);
        assertThat(before).contains(text);
        Files.writeString(edited, before.replace(text, by));
    }

    /** Runs the tool in a process of its own, and returns its exit code and what it said. */
    String verify() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "verify",
                "--vkey=vkey",
                "--checkpoint=checkpoint",
                "--proof=proof",
                EVENTS);
        Process tool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return tool.waitFor() + " " + told;
    }
}
