package io.punchgate.command.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy strict = AddressPolicy.allowing(List.of(), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.7",
                "198.18.0.1",
                "198.19.255.255",
                "240.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a01:203",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:a01:203::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "2001:db8::1",
                "2001:0:4136:e378:8000:63bf:80ff:fffe",
                "fec0::1",
                "100::1",
                "100:0:0:1::1",
                "::ffff:0:127.0.0.1",
                "192.88.99.1",
                "192.0.0.8",
                "2002:c0a8:101::1",
                "3fff::1",
                "5f00::1"
            })
    void givenNoExceptions_whenAnAddressIsNotPublic_thenItIsRefused(String address) throws UnknownHostException {
        assertThat(strict.permits(address(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2606:4700::1111",
                "2002:808:808::1",
                "64:ff9b::808:808"
            })
    void givenNoExceptions_whenAnAddressIsPublic_thenItIsPermitted(String address) throws UnknownHostException {
        assertThat(strict.permits(address(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "2130706433", "127.1", "::ffff:127.0.0.1", "[::1]"})
    void givenNoExceptions_whenAHostLeadsHere_thenItIsNotResolved(String host) {
        assertThatThrownBy(() -> strict.resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void givenExceptions_whenAnAddressLiesInOne_thenItIsPermitted() throws UnknownHostException {
        AddressPolicy policy = AddressPolicy.allowing(List.of("10.0.0.0/8", " fd00::/8", "192.168.1.7"), false);
        assertThat(policy.permits(address("10.9.9.9"))).isTrue();
        assertThat(policy.permits(address("fd00::7"))).isTrue();
        assertThat(policy.permits(address("192.168.1.7"))).isTrue();
        assertThat(policy.permits(address("192.168.1.8"))).isFalse();
        assertThat(policy.permits(address("127.0.0.1"))).isFalse();
    }

    @Test
    void givenADemo_whenLoopbackIsAllowed_thenOnlyLoopbackIsAdded() throws UnknownHostException {
        AddressPolicy policy = AddressPolicy.allowing(List.of(), true);
        assertThat(policy.resolve("127.0.0.1")).hasSize(1);
        assertThat(policy.permits(address("::1"))).isTrue();
        assertThat(policy.permits(address("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "nonsense", "10.0.0.0/-1", "example.org/8", "10.0.0.0/x"})
    void givenNonsense_whenReadAsABlock_thenItIsRefused(String text) {
        assertThatThrownBy(() -> AddressPolicy.allowing(List.of(text), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }
}
