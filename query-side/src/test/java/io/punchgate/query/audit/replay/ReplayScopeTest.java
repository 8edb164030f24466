package io.punchgate.query.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.query.audit.replay.ReplayScope.Condition;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayScopeTest {

    private static final ReplayScope OF_A_CUSTOMER = new ReplayScope(null, null, "acme");

    @Test
    void givenACustomer_whenItsRowsAreSelected_thenByTheColumnThatNamesIt() {
        assertThat(OF_A_CUSTOMER.conditions("registry_device", Set.of("sn", "customer_id"), "side"))
                .containsExactly(new Condition("customer_id = ?", "acme"));
        assertThat(OF_A_CUSTOMER.conditions("registry_customer", Set.of("id"), "side"))
                .containsExactly(new Condition("id = ?", "acme"));
    }

    @Test
    void givenACustomer_whenATableNamesNoCustomer_thenItsRowsAreThoseOfItsDevicesAndDeliveries() {
        assertThat(OF_A_CUSTOMER.conditions("registry_command", Set.of("sn", "position"), "side"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.sql()).contains("from side.registry_device"));
        assertThat(OF_A_CUSTOMER.conditions("delivery_attempt", Set.of("punch_id"), "side"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.sql()).contains("from side.delivery"));
        assertThat(OF_A_CUSTOMER.determines("registry_command", Set.of("sn", "position")))
                .isTrue();
        assertThat(OF_A_CUSTOMER.determines("a_table_of_nobody", Set.of("position")))
                .isFalse();
    }

    @Test
    void givenADevice_whenReplayed_thenItsRegistrationIsComparedAndNoCustomers() {
        ReplayScope device = new ReplayScope("SN1", null, null);

        assertThat(device.determines("registry_device", Set.of("sn"))).isTrue();
        assertThat(device.determines("registry_customer", Set.of("id"))).isFalse();
    }
}
