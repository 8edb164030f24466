package io.punchgate.query.attendance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Punches that belong together: an in with its out, an in without, or an out without. */
final class Shift {

    private final LocalDate date;
    private final @Nullable ClockPunch in;
    private final List<ClockPunch> punches = new ArrayList<>();
    private @Nullable ClockPunch out;

    private Shift(LocalDate date, @Nullable ClockPunch in, @Nullable ClockPunch out) {
        this.date = date;
        this.in = in;
        this.out = out;
    }

    /** Begins with an in. */
    static Shift begunBy(ClockPunch in, LocalDate date) {
        Shift shift = new Shift(date, in, null);
        shift.punches.add(in);
        return shift;
    }

    /** An out without an in. */
    static Shift ofOut(ClockPunch out, LocalDate date) {
        Shift shift = new Shift(date, null, out);
        shift.punches.add(out);
        return shift;
    }

    /** The day that the punches belong to. */
    LocalDate date() {
        return date;
    }

    @Nullable
    ClockPunch in() {
        return in;
    }

    @Nullable
    ClockPunch out() {
        return out;
    }

    /** All punches of it, repeated ones included. */
    List<ClockPunch> punches() {
        return punches;
    }

    /** The in comes again: the first one counts. */
    void repeat(ClockPunch again) {
        punches.add(again);
    }

    /** The later one was an in of this, too. */
    void absorb(Shift later) {
        punches.addAll(later.punches);
    }

    /** The out comes, perhaps again: the last one counts. */
    void close(ClockPunch end) {
        out = end;
        punches.add(end);
    }
}
