package io.punchgate.command.delivery.line;

import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryCommand.RecordLaterDelivery;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.delivery.courier.Outcome;
import io.punchgate.command.delivery.courier.PushSender;
import io.punchgate.command.delivery.gate.PushJob;
import io.punchgate.command.delivery.store.PunchReader;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a punch again for its saga. */
record RetryJob(PunchRef ref, CustomerPush customer, ActiveLines active, PunchReader reader, PushSender sender)
        implements PushJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetryJob.class);

    @Override
    public boolean run() {
        try {
            Optional<PunchRecorded> punch = reader.find(ref);
            Outcome outcome = punch.isPresent()
                    ? sender.send(punch.get(), customer.gate().facts(), active.device(ref.sn()))
                    : sender.failed("the punch is not in the store");
            if (!Thread.currentThread().isInterrupted()) {
                tell(outcome);
            }
        } catch (RuntimeException e) {
            LOG.warn("punch {} could not be sent again; its saga will ask once more", ref.punchId(), e);
            active.retried().remove(ref.punchId());
        }
        return false;
    }

    private void tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Acknowledged acknowledged -> {
                customer.gate().note(false);
                customer.outbox()
                        .tell(new RecordLaterDelivery(
                                customer.customerId(), new Delivered(ref, acknowledged.attempt())));
            }
            case Outcome.Failed failed -> {
                if (!customer.gate().lease().isOver()) {
                    FailureReports.tell(customer, ref, failed);
                }
            }
        }
    }
}
