package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRequestTest {

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "http://h/x, http://h/x?stgid=ST-1",
        "http://h, http://h/?stgid=ST-1",
        "https://h:8443/a?direction=1&db=x, https://h:8443/a?direction=1&db=x&stgid=ST-1",
        "http://h/x?stgid=MINE, http://h/x?stgid=MINE",
        "http://h/x?a=1&stgid=, http://h/x?a=1&stgid=",
        "http://h/x?mystgid=1, http://h/x?mystgid=1&stgid=ST-1",
        "http://h/x?, http://h/x?stgid=ST-1",
        "http://h/%C3%A4?q=%20#frag, http://h/%C3%A4?q=%20&stgid=ST-1",
        "http://[::1]:80/x, http://[::1]:80/x?stgid=ST-1"
    })
    void givenAnAddress_whenTheServiceTagIsAdded_thenTheRestStays(String url, String expected) throws Exception {
        assertThat(CallbackUrl.of(url, "ST-1")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/x?a=1, http://h/x?a=1",
        "http://h, http://h/",
        "http://u:p@h/x#frag, http://h/x",
        "HTTP://h:80/x, HTTP://h:80/x"
    })
    void givenNoServiceTag_whenTheAddressIsCalled_thenUserAndFragmentAreLeftOut(String url, String expected)
            throws Exception {
        assertThat(CallbackUrl.of(url, "")).hasToString(expected);
    }

    @Test
    void givenAServiceTagOfOddCharacters_whenItIsAdded_thenItIsEncoded() throws Exception {
        assertThat(CallbackUrl.of("http://h/x", "a b&c=ü")).hasToString("http://h/x?stgid=a+b%26c%3D%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/x", "file:///etc/passwd", "h/x", "http:///x", "http://h/a b", "javascript:1"})
    void givenNoWebAddress_whenItIsToBeCalled_thenItIsRefused(String url) {
        assertThatThrownBy(() -> CallbackUrl.of(url, "ST-1")).isInstanceOf(URISyntaxException.class);
    }

    @Test
    void givenTheStandardsVector_whenSigned_thenTheSignatureIsTheStandards() {
        String signature = WebhookSignature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}",
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({"120,120", "' 5 ',5", "0,0", "-3,", "soon,", "99999999999, 86400", "1.5,"})
    void givenRetryAfterInSeconds_whenRead_thenNonsenseIsNothing(String header, Long seconds) {
        assertThat(RetryAfter.seconds(header, NOW)).isEqualTo(seconds);
    }

    @Test
    void givenRetryAfterAsADate_whenRead_thenItCountsFromNow() {
        assertThat(RetryAfter.seconds("Sun, 21 Jun 2026 04:01:30 GMT", NOW)).isEqualTo(90);
        assertThat(RetryAfter.seconds("Sunday, 21-Jun-26 04:01:30 GMT", NOW)).isEqualTo(90);
        assertThat(RetryAfter.seconds("Sun Jun 21 04:01:30 2026", NOW)).isEqualTo(90);
        assertThat(RetryAfter.seconds("Sun, 21 Jun 2026 04:01:30 GMT", NOW.plusMillis(1)))
                .as("not the second before it")
                .isEqualTo(90);
        assertThat(RetryAfter.seconds("Sun, 21 Jun 2026 04:01:30 GMT", NOW.plusMillis(999)))
                .isEqualTo(90);
        assertThat(RetryAfter.seconds("12345678901", NOW)).isEqualTo(86_400);
        assertThat(RetryAfter.seconds("Sun, 21 Jun".repeat(10), NOW)).isNull();
        assertThat(RetryAfter.seconds("Sun, 21 Jun 2026 03:00:00 GMT", NOW)).isZero();
        assertThat(RetryAfter.seconds(null, NOW)).isNull();
    }

    @Test
    void givenALongAnswerWithTheToken_whenExcerpted_thenItIsCutMaskedAndOnOneLine() {
        String excerpt = Excerpt.of("bad token SECRET\r\n\u0000" + "x".repeat(1_000), List.of("SECRET"));
        assertThat(excerpt).startsWith("bad token ***   xxx").hasSize(512);
    }
}
