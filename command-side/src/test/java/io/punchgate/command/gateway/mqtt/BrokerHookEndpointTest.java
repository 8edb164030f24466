package io.punchgate.command.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.access.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class BrokerHookEndpointTest {

    private static final String BEARER = "Bearer " + MqttParts.HOOK_TOKEN;
    private static final String ALLOWED = "{\"result\":\"allow\",\"is_superuser\":false}";
    private static final String DENIED = "{\"result\":\"deny\",\"is_superuser\":false}";

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");

    private final DevicesInMemory devices = new DevicesInMemory();
    private final MqttParts parts = new MqttParts(devices.commands(), Clock.fixed(NOW, ZoneOffset.UTC), List.of());
    private final MockMvc server = MockMvcBuilders.standaloneSetup(
                    new BrokerHookEndpoint(parts.access(), parts.hookToken, parts.failed))
            .build();

    @BeforeEach
    void register() {
        devices.register("SN1", "token-1", 180, true);
        devices.register("OFF", "token-1", 180, false);
    }

    @AfterEach
    void stop() {
        parts.close();
        devices.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SN1, SN1, token-1, true",
        "SN1, SN1, wrong, false",
        "SN1, SN1, '', false",
        "SN2, SN1, token-1, false",
        "SN1, SN2, token-1, false",
        "SN2, SN2, token-1, false",
        "OFF, OFF, token-1, false",
        "punchgate-x, $punchgate, hook-token, true",
        "punchgate-x, $punchgate, token-1, false"
    })
    void givenLogin_whenAsked_thenOnlyItsOwner(String clientId, String username, String password, boolean allowed)
            throws Exception {
        String body = "{\"clientid\":\"" + clientId + "\",\"username\":\"" + username + "\",\"password\":\"" + password
                + "\"}";
        assertThat(post("auth", BEARER, body).getContentAsString()).isEqualTo(allowed ? ALLOWED : DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "SN1, publish, api/mqtt/v1/SN1/evt, true",
        "SN1, publish, api/mqtt/v1/SN1/st, true",
        "SN1, publish, api/mqtt/v1/SN1/res, true",
        "OFF, publish, api/mqtt/v1/OFF/evt, false",
        "SN1, subscribe, api/mqtt/v1/SN1/cmd, true",
        "SN1, publish, api/mqtt/v1/SN1/cmd, false",
        "SN1, subscribe, api/mqtt/v1/SN1/evt, false",
        "SN1, publish, api/mqtt/v1/SN2/evt, false",
        "SN1, subscribe, api/mqtt/v1/SN2/cmd, false",
        "SN1, subscribe, api/mqtt/v1/+/cmd, false",
        "SN1, subscribe, '#', false",
        "SN1, subscribe, $share/punchgate/api/mqtt/v1/+/evt, false",
        "SN1, other, api/mqtt/v1/SN1/evt, false",
        "$punchgate, subscribe, $share/punchgate/api/mqtt/v1/+/evt, true",
        "$punchgate, subscribe, api/mqtt/v1/+/res, true",
        "$punchgate, publish, api/mqtt/v1/SN1/cmd, true",
        "$punchgate, publish, api/mqtt/v1/SN1/evt, false"
    })
    void givenTopic_whenAsked_thenOnlyItsOwn(String username, String action, String topic, boolean allowed)
            throws Exception {
        String body = "{\"clientid\":\"" + username + "\",\"username\":\"" + username + "\",\"action\":\"" + action
                + "\",\"topic\":\"" + topic + "\"}";
        assertThat(post("acl", BEARER, body).getContentAsString()).isEqualTo(allowed ? ALLOWED : DENIED);
    }

    @ParameterizedTest
    @CsvSource({"Bearer wrong", "Basic hook-token", "hook-token"})
    void givenBadBearer_whenAsked_thenUnauthorized(String authorization) throws Exception {
        assertThat(post("auth", authorization, "{}").getStatus()).isEqualTo(401);
        assertThat(post("acl", authorization, "{}").getStatus()).isEqualTo(401);
    }

    @Test
    void givenALogin_whenItsTokenIsRotatedAndTheOverlapIsOver_thenItMayPublishNoMore() throws Exception {
        String login = "{\"clientid\":\"SN1\",\"username\":\"SN1\",\"password\":\"token-%s\"}";
        String publish = "{\"clientid\":\"SN1\",\"username\":\"SN1\",\"action\":\"publish\","
                + "\"topic\":\"api/mqtt/v1/SN1/evt\"}";
        assertThat(post("auth", BEARER, login.formatted(1)).getContentAsString())
                .isEqualTo(ALLOWED);
        assertThat(post("acl", BEARER, publish).getContentAsString()).isEqualTo(ALLOWED);
        devices.commands().sendAndWait(new RotateAuthToken("SN1", Tokens.sha256Hex("token-2"), NOW, NOW));
        assertThat(post("acl", BEARER, publish).getContentAsString()).isEqualTo(DENIED);
        assertThat(post("auth", BEARER, login.formatted(2)).getContentAsString())
                .isEqualTo(ALLOWED);
        assertThat(post("acl", BEARER, publish).getContentAsString()).isEqualTo(ALLOWED);
    }

    @Test
    void givenStoreOutOfReach_whenAsked_thenDenied() throws Exception {
        devices.fail(true);
        String body = "{\"clientid\":\"SN1\",\"username\":\"SN1\",\"password\":\"token-1\"}";
        assertThat(post("auth", BEARER, body).getContentAsString()).isEqualTo(DENIED);
    }

    @Test
    void givenStoreOutOfReach_whenItsOwnTopicIsAskedFor_thenAllowedAsTheBrokerKeepsIt() throws Exception {
        devices.fail(true);
        String body = "{\"clientid\":\"SN1\",\"username\":\"SN1\",\"action\":\"publish\","
                + "\"topic\":\"api/mqtt/v1/SN1/evt\"}";
        assertThat(post("acl", BEARER, body).getContentAsString()).isEqualTo(ALLOWED);
    }

    private MockHttpServletResponse post(String path, String authorization, String body) throws Exception {
        return server.perform(MockMvcRequestBuilders.post("/api/mqtt/v1/" + path)
                        .header("Authorization", authorization)
                        .content(body))
                .andReturn()
                .getResponse();
    }
}
