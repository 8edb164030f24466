package io.punchgate.command.gateway.adms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceReply.InstructionToRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmsInstructionsTest {

    private static List<InstructionResult> results(String body) {
        return InstructionResult.decodeAll(new AdmsFrameDecoder(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "reboot ! {} ! REBOOT",
                "info ! {} ! INFO",
                "check ! {} ! CHECK",
                "log ! {} ! LOG",
                "sync_user ! {\"user_id\":7} ! DATA UPDATE USERINFO PIN=7",
                "sync_user ! {\"user_id\":\"7\",\"name\":\"A B\",\"privilege\":14} ! DATA UPDATE USERINFO PIN=7|Name=A B|Pri=14",
                "delete_user ! {\"user_id\":\"7\"} ! DATA DELETE USERINFO PIN=7",
                "query_user ! {\"user_id\":\"7\"} ! DATA QUERY USERINFO PIN=7",
                "raw ! {\"cmd\":\"AC_UNALARM\"} ! AC_UNALARM"
            })
    void givenInstruction_whenWritten_thenTheLineThatFirmwareKnows(String op, String data, String text) {
        assertThat(InstructionLine.of(new InstructionToRun("12", op, data)))
                .hasValue("C:12:" + text.replace('|', '\t') + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "dance ! {}",
                "sync_user ! {}",
                "delete_user ! {\"user_id\":\"7\\tName=x\"}",
                "delete_user ! {\"user_id\":\"7\\nC:9:REBOOT\"}",
                "raw ! {\"cmd\":\"INFO\\nC:9:REBOOT\"}",
                "raw ! {\"cmd\":\"\"}",
                "raw ! {\"cmd\":7}"
            })
    void givenInstructionThatDoesNotFit_whenWritten_thenNoLine(String op, String data) {
        assertThat(InstructionLine.of(new InstructionToRun("12", op, data))).isEmpty();
    }

    @Test
    void givenSeveralResults_whenDecoded_thenEachWithItsText() {
        assertThat(results("ID=1&Return=0&CMD=REBOOT\r\nID=2&Return=-1002&CMD=USER ADD\r\nid=3&Return=4&CMD=DATA\n"))
                .containsExactly(
                        new InstructionResult("1", true, "Return=0&CMD=REBOOT"),
                        new InstructionResult("2", false, "Return=-1002&CMD=USER ADD"),
                        new InstructionResult("3", true, "Return=4&CMD=DATA"));
    }

    @Test
    void givenResultOfManyLines_whenDecoded_thenOne() {
        assertThat(results("ID=1&Return=0&CMD=INFO\n~DeviceName=MB20\nMAC=00:17\nID=2&Return=0&CMD=CHECK"))
                .containsExactly(
                        new InstructionResult("1", true, "Return=0&CMD=INFO\n~DeviceName=MB20\nMAC=00:17"),
                        new InstructionResult("2", true, "Return=0&CMD=CHECK"));
        assertThat(results("ID=5\nReturn=-1\nCMD=Shell\nContent=a\nb"))
                .containsExactly(new InstructionResult("5", false, "Return=-1\nCMD=Shell\nContent=a\nb"));
    }

    @Test
    void givenReturnBeforeTheId_whenDecoded_thenTheResultAllTheSame() {
        assertThat(results("Return=0&ID=1&CMD=INFO\nReturn=-1&CMD=DATA&ID=2\n~DeviceName=MB20"))
                .containsExactly(
                        new InstructionResult("1", true, "Return=0&CMD=INFO"),
                        new InstructionResult("2", false, "Return=-1&CMD=DATA\n~DeviceName=MB20"));
        assertThat(results("Return=0\nID=1\nCMD=INFO\nReturn=-1\nID=2\nCMD=DATA"))
                .containsExactly(
                        new InstructionResult("1", true, "Return=0\nCMD=INFO"),
                        new InstructionResult("2", false, "Return=-1\nCMD=DATA"));
    }

    @Test
    void givenPartsOfData_whenTheyCome_thenOnlyTheLastIsTheResult() {
        assertThat(InstructionResult.ofData(AdmsQuery.of("cmdid=5&packidx=1&packcnt=2"), "user=1"))
                .isEmpty();
        assertThat(InstructionResult.ofData(AdmsQuery.of("cmdid=5&packidx=2&packcnt=2"), "user=1"))
                .hasValue(new InstructionResult("5", true, "user=1"));
    }

    @Test
    void givenNoResult_whenDecoded_thenNoneOrFailed() {
        assertThat(results("")).isEmpty();
        assertThat(results("hello\n")).isEmpty();
        assertThat(results("ID=5&CMD=INFO")).containsExactly(new InstructionResult("5", false, "CMD=INFO"));
    }
}
