package io.punchgate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryAttemptFailed;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.DeliveryEvent.RedeliveryRequested;
import io.punchgate.api.delivery.OneDeliveryEvent;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.query.attendance.punch.PunchProjection;
import io.punchgate.query.customer.CustomerProjection;
import io.punchgate.query.delivery.table.DeliveryProjection;
import io.punchgate.query.device.DeviceProjection;
import io.punchgate.query.person.PersonalTexts;
import io.punchgate.query.presence.PresenceProjection;
import io.punchgate.runtime.log.EventFamilies;
import io.punchgate.runtime.person.PersonKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each projection takes an event, or is known to have no use for it: a new event must be handled, or entered below. */
class EveryEventTest {

    private static final JdbcTemplate JDBC = new JdbcTemplate();

    /** The events and whole families that a projection knowingly ignores. */
    private static final Map<Projection, List<Class<? extends DomainEvent>>> IGNORED = Map.of(
            new PunchProjection(JDBC, "any", new PersonalTexts(new PersonKeys(JDBC))),
            List.of(
                    DeliveryEvent.class,
                    CallbackSet.class,
                    CallbackRemoved.class,
                    SigningSecretIssued.class,
                    CustomerEvent.ApiKeyIssued.class,
                    CustomerEvent.ApiKeyRevoked.class,
                    DeviceRegistered.class,
                    DeviceChanged.class,
                    AuthTokenRotated.class,
                    CallbackTokenRotated.class,
                    AdmsPathRotated.class,
                    InstructionQueued.class,
                    InstructionSent.class,
                    InstructionAnswered.class,
                    ReportRejected.class,
                    DeviceSeen.class,
                    DeviceWentOffline.class),
            new PresenceProjection(JDBC, "any"),
            List.of(
                    DeliveryEvent.class,
                    CustomerEvent.class,
                    AuthTokenRotated.class,
                    CallbackTokenRotated.class,
                    AdmsPathRotated.class,
                    InstructionQueued.class,
                    InstructionSent.class,
                    InstructionAnswered.class,
                    PunchCorrected.class,
                    ReportRejected.class),
            new DeliveryProjection(JDBC, "any"),
            List.of(
                    CustomerRegistered.class,
                    CustomerChanged.class,
                    SigningSecretIssued.class,
                    CustomerEvent.ApiKeyIssued.class,
                    CustomerEvent.ApiKeyRevoked.class,
                    DeviceRegistered.class,
                    DeviceChanged.class,
                    AuthTokenRotated.class,
                    CallbackTokenRotated.class,
                    AdmsPathRotated.class,
                    InstructionQueued.class,
                    InstructionSent.class,
                    InstructionAnswered.class,
                    ReportRejected.class,
                    DeviceSeen.class,
                    DeviceWentOffline.class),
            new DeviceProjection(JDBC, "any"),
            List.of(
                    DeliveryEvent.class,
                    CustomerEvent.class,
                    PunchRecorded.class,
                    PunchCorrected.class,
                    DeviceSeen.class,
                    DeviceWentOffline.class),
            new CustomerProjection(JDBC, "any"),
            List.of(
                    DeviceEvent.class,
                    SigningSecretIssued.class,
                    CustomerEvent.PersonErased.class,
                    PunchesDelivered.class,
                    OneDeliveryEvent.Settlement.class,
                    DeliveryAttemptFailed.class,
                    RedeliveryRequested.class));

    @Test
    void givenAProjection_whenItsEventsAreListed_thenEachIsHandledOrKnowinglyIgnored() {
        IGNORED.forEach((projection, ignored) -> {
            assertThat(forgotten(projection, ignored)).as(projection.name()).isEmpty();
            assertThat(events(ignored)).as(projection.name()).doesNotContainAnyElementsOf(projection.handles());
        });
    }

    @Test
    void givenTheProjectionsOfAllFeatures_whenListed_thenEachIsChecked() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        scan.addExcludeFilter((read, factory) -> read.getClassMetadata().getEnclosingClassName() != null);

        assertThat(scan.findCandidateComponents("io.punchgate.query").stream().map(BeanDefinition::getBeanClassName))
                .containsExactlyInAnyOrderElementsOf(IGNORED.keySet().stream()
                        .map(projection -> projection.getClass().getName())
                        .toList());
    }

    @Test
    void givenAProjectionThatForgetsAnEvent_whenItsEventsAreListed_thenItIsNamed() {
        assertThat(forgotten(new Forgetful(), List.of(CustomerEvent.class, DeliveryEvent.class)))
                .contains(DeviceSeen.class)
                .doesNotContain(PunchRecorded.class);
    }

    @Test
    void givenAProjectionThatTakesAnEventTwice_whenMade_thenItIsRefused() {
        assertThatThrownBy(Doubtful::new).hasMessageContaining("another method takes");
    }

    private static Set<Class<? extends DomainEvent>> forgotten(
            Projection projection, List<Class<? extends DomainEvent>> ignored) {
        Set<Class<? extends DomainEvent>> left = new HashSet<>(events(List.of(DomainEvent.class)));
        left.removeAll(events(ignored));
        left.removeAll(projection.handles());
        return left;
    }

    private static Set<Class<? extends DomainEvent>> events(List<Class<? extends DomainEvent>> families) {
        return EventFamilies.events()
                .filter(event -> families.stream().anyMatch(family -> family.isAssignableFrom(event)))
                .collect(Collectors.toSet());
    }

    abstract static class Planted extends BatchedProjection {

        Planted() {
            super(JDBC, "any");
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        protected void begin() {}

        @Override
        protected void write() {}
    }

    @ProcessingGroup("forgetful")
    static final class Forgetful extends Planted {

        @EventHandler
        public void on(PunchRecorded punch) {}
    }

    @ProcessingGroup("doubtful")
    static final class Doubtful extends Planted {

        @EventHandler
        public void on(PunchRecorded punch) {}

        @EventHandler
        public void on(DeviceEvent any) {}
    }
}
