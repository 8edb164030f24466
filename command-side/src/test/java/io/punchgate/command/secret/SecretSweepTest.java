package io.punchgate.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.GatewaysApplication;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.runtime.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets stay in the vault as long as they are needed, and no longer. */
class SecretSweepTest {

    private static final String SN = "SN-SWEEP";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Reporter DEVICE = new Reporter(SN, Credential.ESTABLISHED, Transport.MQTT);

    @Test
    void givenSecretsInUseAndOthers_whenSwept_thenOnlyThoseInUseAreLeft(@TempDir Path data) {
        try (ConfigurableApplicationContext process = GatewaysApplication.run(data)) {
            CommandGateway commands = process.getBean(CommandGateway.class);
            Vault vault = process.getBean(Vault.class);
            InstructionTexts texts = process.getBean(InstructionTexts.class);
            Instant now = Instant.now();
            commands.sendAndWait(DevicesInMemory.registration(SN, "token", 180, true));
            String replaced = vault.put(Vault.Kind.CALLBACK_TOKEN, "replaced");
            String overlapping = vault.put(Vault.Kind.CALLBACK_TOKEN, "overlapping");
            String current = vault.put(Vault.Kind.CALLBACK_TOKEN, "current");
            String failed = vault.put(Vault.Kind.CALLBACK_TOKEN, "of a command that failed");
            String fresh = vault.put(Vault.Kind.CALLBACK_TOKEN, "of a command that is on its way");
            String waiting = texts.keep("acme", "{\"waiting\":1}");
            String answered = texts.keep("acme", "{\"answered\":1}");
            commands.sendAndWait(new RotateCallbackToken(SN, replaced, now.minus(Duration.ofDays(9))));
            commands.sendAndWait(new RotateCallbackToken(SN, overlapping, now.minus(Duration.ofDays(8))));
            commands.sendAndWait(new RotateCallbackToken(SN, current, now));
            commands.sendAndWait(new QueueInstruction(SN, "i1", "sync_user", answered, now));
            ReportInbox inbox = process.getBean(ReportInbox.class);
            assertThat(inbox.takeInstructions(DEVICE, 9, true).join())
                    .isInstanceOfSatisfying(
                            DeviceReply.Instructions.class,
                            taken -> assertThat(taken.instructions())
                                    .containsExactly(
                                            new DeviceReply.InstructionToRun("i1", "sync_user", "{\"answered\":1}")));
            inbox.answerInstruction(DEVICE, "i1", true, null).join();
            commands.sendAndWait(new QueueInstruction(SN, "i2", "sync_user", waiting, now));
            await().atMost(SOON).until(() -> vault.read(List.of(answered)).isEmpty() && inUse(process, waiting));
            age(process, List.of(failed, replaced, overlapping, current, waiting));

            process.getBean(SecretSweep.class).sweep();

            assertThat(vault.read(List.of(replaced, overlapping, current, failed, fresh, waiting, answered)))
                    .containsOnlyKeys(overlapping, current, fresh, waiting);
            assertThat(texts.read(List.of(waiting, answered))).isEqualTo(Map.of(waiting, "{\"waiting\":1}"));
            assertThat(vault.read(List.of(waiting)).get(waiting)).doesNotContain("waiting");
            assertThat(keptTexts(process)).isEqualTo(1);
        }
    }

    private static boolean inUse(ConfigurableApplicationContext process, String id) {
        return process.getBean(JdbcClient.class)
                .sql("select exists (select from command.secret_use where secret_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private static long keptTexts(ConfigurableApplicationContext process) {
        return process.getBean(JdbcClient.class)
                .sql("select count(*) from person.person where sealed is not null")
                .query(Long.class)
                .single();
    }

    private static void age(ConfigurableApplicationContext process, List<String> ids) {
        process.getBean(JdbcClient.class)
                .sql("update log.secret set created_at = now() - interval '2 days' where id = any (?)")
                .param(ids.toArray(String[]::new))
                .update();
    }
}
