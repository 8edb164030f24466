package io.punchgate.query.audit.scrub;

import io.punchgate.api.audit.ScrubView.Kind;
import io.punchgate.runtime.log.check.CheckedEvent;
import io.punchgate.runtime.log.check.CheckedWindow;
import io.punchgate.runtime.log.check.LogFault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of which a pass cannot tell, because an event that was changed or is missing may have made them otherwise. The event is
 * named, and what follows from it is not: of its customer only rows that other events make alone can be told. Not for several threads.
 */
final class Doubts {

    /** Each row of these is made by one event, whatever the others are. */
    private static final Set<String> OF_ONE_EVENT = Set.of("punch", "punch_correction", "registry_rejected");

    /** Missing events of which it is looked up what they were. */
    private static final int LOOKED_UP_MAX = 50;

    /** A missing event may have left a row with its position. */
    private static final String LEFT = """
            select customer_id from query.punch where position = ?
            union select customer_id from query.punch_correction where position = ?
            union select customer_id from query.callback_filter where position = ?
            union select customer_id from query.registry_device join query.registry_rejected using (sn) where position = ?
            union select customer_id from query.registry_device join query.registry_command using (sn) where position = ?
            """;

    private static final int LEFT_PARAMETERS = 5;

    private final JdbcClient jdbc;
    private final Set<Long> positions = new HashSet<>();
    private final Set<String> customers = new HashSet<>();
    /** Projections that are not compared in this pass. */
    private final Set<String> tables = new HashSet<>();

    private boolean all;
    private int lookedUp;

    Doubts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes the faults of a stretch; returns them as they are named. */
    List<FoundFault> note(CheckedWindow window) {
        Map<Long, CheckedEvent> events =
                window.events().stream().collect(Collectors.toMap(CheckedEvent::position, each -> each));
        return window.faults().stream()
                .map(fault -> note(fault, events.get(fault.position())))
                .toList();
    }

    /** An event whose text is as it was, beside other columns, tells what it always told. */
    private FoundFault note(LogFault fault, @Nullable CheckedEvent event) {
        Set<String> concerned = new HashSet<>(fault.customers());
        fault.devices()
                .forEach(sn -> concerned.addAll(find(
                        "select customer_id from pg_temp.registry_device where sn = ?"
                                + " union select customer_id from query.registry_device where sn = ?",
                        sn,
                        2)));
        if (concerned.isEmpty() && fault.devices().isEmpty() && lookedUp < LOOKED_UP_MAX) {
            lookedUp++;
            concerned.addAll(find(LEFT, fault.position(), LEFT_PARAMETERS));
        }
        if (event == null || event.event() == null) {
            positions.add(fault.position());
            customers.addAll(concerned);
            all |= concerned.isEmpty();
        }
        @Nullable
        String customer = fault.customerId() == null && !concerned.isEmpty()
                ? concerned.iterator().next()
                : fault.customerId();
        return named(fault, customer);
    }

    /** A fault of the log as clients read it. */
    static FoundFault named(LogFault fault, @Nullable String customer) {
        return new FoundFault(
                Kind.EVENT, fault.place(), customer, "event", fault.position() == 0 ? null : fault.position());
    }

    private List<String> find(String sql, Object value, int times) {
        return jdbc.sql(sql)
                .params(java.util.Collections.nCopies(times, value))
                .query(String.class)
                .list();
    }

    /** The tables of a projection that cannot be compared now, such as one that is being rebuilt. */
    void leaveOut(List<String> ofProjection) {
        tables.addAll(ofProjection);
    }

    /** Tells whether nothing that the pass has yet to read can change what it says of the fault. */
    boolean isSettled(FoundFault fault) {
        return fault.kind() != Kind.READ_MODEL || (OF_ONE_EVENT.contains(fault.source()) && judges(fault));
    }

    /** Tells whether a pass can say that the fault is there, or is not. */
    boolean judges(FoundFault fault) {
        if (fault.kind() != Kind.READ_MODEL) {
            return true;
        }
        boolean ownEvent = fault.position() == null || !positions.contains(fault.position());
        return ownEvent
                && !tables.contains(fault.source())
                && (OF_ONE_EVENT.contains(fault.source()) || !(all || isInDoubt(fault.customerId())));
    }

    private boolean isInDoubt(@Nullable String customerId) {
        return customerId == null ? !customers.isEmpty() : customers.contains(customerId);
    }
}
