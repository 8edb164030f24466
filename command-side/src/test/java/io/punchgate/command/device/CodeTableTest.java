package io.punchgate.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTableTest {

    private final CodeTable codes = new CodeTable(
            Map.of(
                    "0",
                    PunchType.CheckIn,
                    "-1",
                    PunchType.CheckOut,
                    "10",
                    PunchType.BreakIn,
                    "out",
                    PunchType.CheckOut),
            Map.of("15", InputType.Face),
            "");

    @ParameterizedTest
    @CsvSource({
        "0, CheckIn",
        "' 000 ', CheckIn",
        "-01, CheckOut",
        "010, BreakIn",
        "OUT, CheckOut",
        "' CheckOut ', CheckOut",
        "'',",
        "-,",
        "00x,",
        "'0 1',",
        "\u0660,"
    })
    void givenACodeAsFirmwarePadsIt_whenAsked_thenItIsThatCode(String state, PunchType expected) {
        assertThat(codes.type(state)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"15, Face", "0015, Face", "Face, Face", "16, Others", ", Others"})
    void givenAnInput_whenAsked_thenWhatNobodyKnowsIsOthers(String input, InputType expected) {
        assertThat(codes.input(input)).isEqualTo(expected);
    }
}
