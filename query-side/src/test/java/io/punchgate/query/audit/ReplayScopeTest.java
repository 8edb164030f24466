package io.punchgate.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayScopeTest {

    private static final ReplayScope OF_A_CUSTOMER = new ReplayScope(null, null, "acme");

    @Test
    void givenACustomer_whenItsRowsAreSelected_thenByTheColumnThatNamesIt() {
        assertThat(OF_A_CUSTOMER.rows("registry_device")).isEqualTo(Map.of("customer_id", "acme"));
        assertThat(OF_A_CUSTOMER.rows("registry_customer")).isEqualTo(Map.of("id", "acme"));
    }

    @Test
    void givenACustomer_whenATableNamesNoCustomer_thenItIsNotCompared() {
        assertThat(OF_A_CUSTOMER.determines("registry_customer", Set.of("id", "settings")))
                .isTrue();
        assertThat(OF_A_CUSTOMER.determines("registry_command", Set.of("sn", "position")))
                .isFalse();
    }

    @Test
    void givenADevice_whenReplayed_thenItsRegistrationIsComparedAndNoCustomers() {
        ReplayScope device = new ReplayScope("SN1", null, null);

        assertThat(device.determines("registry_device", Set.of("sn"))).isTrue();
        assertThat(device.determines("registry_customer", Set.of("id"))).isFalse();
    }
}
