package io.punchgate.standalone.tool.listen;

import io.punchgate.api.customer.CallbackFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows the stream, over lost connections and restarts of the gate, and forwards what it tells of. */
final class Listening {

    /** As many as the largest batch of the push has. */
    private static final int BATCH_MAX = 100;

    private final ListenOptions options;
    private final Journal journal;
    private final List<Duration> delays;
    private final Clock clock;
    private final StateFile state;
    private Position position;
    private boolean begun;

    /**
     * Begins nothing yet.
     *
     * @param position to begin at
     * @param delays before what failed is tried again; the last one stays
     */
    Listening(ListenOptions options, Position position, Journal journal, List<Duration> delays, Clock clock) {
        this.options = options;
        this.position = position;
        this.journal = journal;
        this.delays = delays;
        this.clock = clock;
        this.state = new StateFile(options.state());
    }

    /** Runs until its thread is interrupted. */
    void run() throws CannotGoOn {
        try (Forwarding forwarding =
                new Forwarding(options.target(), journal, delays, clock, punch -> moveBehind(punch.event()))) {
            followForEver(forwarding);
        } catch (InterruptedException e) {
            journal.ended(options, begun);
        }
    }

    private void followForEver(Forwarding forwarding) throws CannotGoOn, InterruptedException {
        GateStream gate = new GateStream(options, clock, GateStream.SILENCE_MAX);
        RetryDelays retries = new RetryDelays(delays);
        while (true) {
            try {
                GateStream.Opened opened = gate.open(position);
                retries.reset();
                begin(opened.at());
                while (true) {
                    forward(next(opened.events()), forwarding);
                }
            } catch (IOException e) {
                Duration again = retries.next();
                journal.lost(e, again);
                Forwarding.rest(again);
            }
        }
    }

    private void begin(Instant timeOfTheGate) throws CannotGoOn {
        if (begun) {
            journal.goesOn();
            return;
        }
        begun = true;
        journal.listening(options, position);
        // Without a place of its own, a start before the first punch would lose what comes until the next.
        moveTo(position.isNow() ? Position.since(timeOfTheGate) : position);
    }

    /** The next event, and, where one request may tell of several, those that are there with it. */
    private List<ServerSentEvent> next(EventStream events) throws IOException, InterruptedException {
        List<ServerSentEvent> next = new ArrayList<>(List.of(events.next()));
        if (options.target().format() == CallbackFormat.CLOUDEVENTS_BATCH) {
            next.addAll(events.ready(BATCH_MAX - 1));
        }
        return next;
    }

    private void forward(List<ServerSentEvent> events, Forwarding forwarding) throws CannotGoOn, InterruptedException {
        List<StreamedPunch> punches = new ArrayList<>();
        for (ServerSentEvent event : events) {
            StreamedPunch.of(event).ifPresent(punches::add);
        }
        if (!punches.isEmpty()) {
            forwarding.forward(punches);
        }
        moveBehind(events.getLast());
    }

    private void moveBehind(ServerSentEvent event) throws CannotGoOn {
        Position behind = position.after(event);
        if (!behind.equals(position)) {
            moveTo(behind);
        }
    }

    private void moveTo(Position next) throws CannotGoOn {
        try {
            state.save(next);
        } catch (IOException e) {
            throw new CannotGoOn("the state file " + state.path() + " cannot be written: " + e);
        }
        position = next;
    }
}
