package io.punchgate.query.stream.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the streams of all listeners, opaque to them.
 *
 * <p>An event of the log has its position; where it gives several events, the others have an index behind a dot. A silence, which
 * no event of the log tells, stands behind the event of the log that was the last before it, and has its time and its device.
 *
 * @param index from 0, among the events that one event of the log gives
 * @param silence null: it is told by the event of the log at the position
 */
public record EventId(long position, int index, @Nullable Silence silence) implements Comparable<EventId> {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,9})|~(\\d{1,14})~([A-Za-z0-9._-]{1,64}))?");

    private static final int BEHIND_ALL = Integer.MAX_VALUE;

    private static final Comparator<EventId> ORDER = Comparator.comparingLong(EventId::position)
            .thenComparing(EventId::silence, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(EventId::index);

    /**
     * The end of the time in which a device that is silent counts as there.
     *
     * @param due in milliseconds
     */
    public record Silence(Instant due, String sn) implements Comparable<Silence> {

        private static final Comparator<Silence> ORDER =
                Comparator.comparing(Silence::due).thenComparing(Silence::sn);

        @Override
        public int compareTo(Silence other) {
            return ORDER.compare(this, other);
        }
    }

    /** The id of an event that the log tells. */
    public static EventId of(long position, int index) {
        return new EventId(position, index, null);
    }

    /** The id of a silence. */
    public static EventId of(long position, Silence silence) {
        return new EventId(position, BEHIND_ALL, silence);
    }

    /** The place behind all events that the log tells up to a position. */
    public static EventId behind(long position) {
        return of(position, BEHIND_ALL);
    }

    /** Reads an id; empty if the text is none. */
    public static Optional<EventId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long position = Long.parseLong(form.group(1));
        if (form.group(3) != null) {
            Instant due = Instant.ofEpochMilli(Long.parseLong(form.group(3)));
            return Optional.of(of(position, new Silence(due, form.group(4))));
        }
        return Optional.of(of(position, form.group(2) == null ? 0 : Integer.parseInt(form.group(2))));
    }

    /** The id as clients keep it. */
    public String text() {
        if (silence != null) {
            return position + "~" + silence.due().toEpochMilli() + "~" + silence.sn();
        }
        return index == 0 ? Long.toString(position) : position + "." + index;
    }

    /** Tells whether it is behind all that the log tells up to a position. */
    public boolean isBehind(long other) {
        return position > other || (position == other && index == BEHIND_ALL);
    }

    /** The last position of the log up to which it is behind all. */
    public long positionBehind() {
        return isBehind(position) ? position : position - 1;
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }
}
