package io.punchgate.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"s3cr3t\",\"a\":1}",
                "{\"a\":1,\"cardNo\" : 53c4357}",
                "{\"cards\":[\"s3cr3t\",\"53c4357\"]}",
                "{\"cmd\":\"senduser\",\"enrollid\":1,\"backupnum\":10,\"record\":\"s3cr3t\"}",
                "{\"info\":{\"RFIDCard\":\"s3cr3t\",\"cardNum2\":\"53c4357\"}}",
                "{\"a\":\"{\\\"password\\\":\\\"s3cr3t\\\"}\"}",
                "{\"password\":\"cut s3cr3t",
                "{\"password\":{\"value\":\"s3cr3t\",\"more\":[{\"v\":\"}\\\"]\"},{\"w\":53c4357}]}}",
                "{\"cards\" : [ {\"no\":\"s3cr3t\"}, {\"no\":{\"v\":53c4357}}],\"a\":1}",
                "{\"a\":\"{\\\"card\\\":{\\\"a\\\":\\\"}\\\\\\\"}\\\",\\\"no\\\":\\\"s3cr3t\\\"}}\"}",
                "{\"cards\":[1,{\"no\":\"s3cr3t\"},[[53c4357]]]}",
                "{\"cardInfo\":{\"no\":{\"v\":\"cut s3cr3t",
                "USER PIN=7\tName=A\tPasswd=s3cr3t\tCard=[53c4357]\tGrp=1",
                "cardno=s3cr3t\tpin=1",
                "user_id=1&password=s3cr3t&x=1",
                "<Event><cardNo>s3cr3t</cardNo><ns:password a=\"b\">53c4357</ns:password></Event>",
                "auth-token: s3cr3t",
                "Authorization: Bearer s3cr3t",
                "POST /d/s3cr3t53c4357/iclock/cdata"
            })
    void givenAFieldThatTellsOfASecret_whenMasked_thenItsValueIsGone(String text) {
        assertThat(MaskedText.ofFields(text))
                .contains(MaskedText.MASK)
                .doesNotContain("s3cr3t")
                .doesNotContain("53c4357");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\t2026-06-21 09:30:00\t0\t1",
                "{\"user_id\":\"1001\",\"att_time\":\"2026-06-21 09:30:00\",\"input_type\":2}",
                "{\"record\":[{\"enrollid\":1,\"time\":\"2026-06-21 09:30:00\"}]}",
                "<Event><employeeNoString>1</employeeNoString></Event>",
                "att_time is missing"
            })
    void givenNothingSecret_whenMasked_thenItIsAsItWas(String text) {
        assertThat(MaskedText.ofFields(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            USER PIN=7 Passwd=1 Card=2 ! USER PIN=7 Passwd=***
            {"password":"x","sn":"7"}  ! {"password":"***","sn":"7"}
            {"card":{"a":{"b":"}"}},"sn":"7"} ! {"card":"***","sn":"7"}
            {"card":{},"pwd":[{"a":1},2],"sn":"7"} ! {"card":"***","pwd":"***","sn":"7"}
            """)
    void givenMoreThanASecret_whenMasked_thenTheRestIsAsItWas(String text, String masked) {
        assertThat(MaskedText.ofFields(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "\\/", "%2B", "\\u002B", "&#43;", "&#x2f;"})
    void givenASecretWhosePunctuationIsEscaped_whenMasked_thenItIsGone(String escaped) {
        String echoed = "{\"sig\":\"v1,abcdEFGH1234" + escaped + "ijklMNOP5678=\"}";
        assertThat(MaskedText.of(echoed, List.of("v1,abcdEFGH1234+ijklMNOP5678=")))
                .doesNotContain("abcdEFGH")
                .doesNotContain("ijklMNOP");
    }

    @Test
    void givenATextThatAlmostMatchesEverywhere_whenMasked_thenItTakesNoTime() {
        String text = ("cardcardcard\"" + "a".repeat(70) + "password ").repeat(50);
        String open = "\"card\":{".repeat(100_000) + "\"card\":[{\\".repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> MaskedText.ofFields(text));
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> MaskedText.ofFields(open));
    }
}
