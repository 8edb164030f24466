package io.punchgate.query.attendance;

import io.punchgate.api.device.PunchType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days of work after the words of the contract, written apart from the product and in another way: it splits a person's punches into
 * turns, each the ins and then the outs until the next in, and looks at each turn as a whole.
 */
final class NaiveDays {

    private final PairingRule rule;
    private final List<ClockPunch> punches;
    private final List<Part> parts = new ArrayList<>();

    private NaiveDays(List<ClockPunch> punches, PairingRule rule) {
        this.rule = rule;
        this.punches = punches.stream()
                .sorted((a, b) -> a.time().equals(b.time())
                        ? Long.compare(a.position(), b.position())
                        : a.time().compareTo(b.time()))
                .toList();
    }

    /** The part of a turn that is a day's: an interval, an in that stays open, or an out without an in. */
    private record Part(
            LocalDate day,
            @Nullable ClockPunch in,
            @Nullable ClockPunch out,
            List<ClockPunch> punches) {}

    static List<WorkDay> of(List<ClockPunch> punches, PairingRule rule) {
        NaiveDays naive = new NaiveDays(punches, rule);
        naive.splitIntoTurns();
        return naive.days();
    }

    /** "Who is in": since an in that is open, and short enough that its out may come yet. All punches are before that instant. */
    static @Nullable ClockPunch openAt(Instant now, List<ClockPunch> punches, PairingRule rule) {
        NaiveDays naive = new NaiveDays(punches, rule);
        naive.splitIntoTurns();
        return naive.parts.stream()
                .filter(part -> part.out() == null)
                .map(Part::in)
                .filter(in -> Duration.between(in.time(), now).toNanos()
                        <= rule.intervalMax().toNanos())
                .min(ClockPunch.BY_TIME)
                .orElse(null);
    }

    private void splitIntoTurns() {
        List<ClockPunch> ins = new ArrayList<>();
        List<ClockPunch> outs = new ArrayList<>();
        boolean lastWasIn = false;
        for (int i = 0; i < punches.size(); i++) {
            boolean in = isIn(i, lastWasIn);
            if (in && !outs.isEmpty()) {
                addTurn(ins, outs);
                ins = new ArrayList<>();
                outs = new ArrayList<>();
            }
            (in ? ins : outs).add(punches.get(i));
            lastWasIn = in;
        }
        addTurn(ins, outs);
    }

    /** "CheckIn, BreakIn, OverTimeIn, MealIn are ins, the others outs; a null type alternates." */
    private boolean isIn(int index, boolean lastWasIn) {
        @Nullable PunchType type = punches.get(index).type();
        if (type != null && !rule.alternating()) {
            return List.of(PunchType.CheckIn, PunchType.BreakIn, PunchType.OverTimeIn, PunchType.MealIn)
                    .contains(type);
        }
        return !(lastWasIn && isShort(punches.get(index - 1), punches.get(index)));
    }

    /** "An interval longer than 16 h (per customer) is not one." */
    private boolean isShort(ClockPunch from, ClockPunch to) {
        return Duration.between(from.time(), to.time()).toNanos()
                <= rule.intervalMax().toNanos();
    }

    private LocalDate dayOf(ClockPunch punch) {
        LocalDate date = punch.localTime().toLocalDate();
        return punch.localTime().toLocalTime().isBefore(rule.dayStartsAt()) ? date.minusDays(1) : date;
    }

    /** "Of repeated ins the first counts, of repeated outs the last." */
    private void addTurn(List<ClockPunch> ins, List<ClockPunch> outs) {
        List<List<ClockPunch>> begins = withRepeats(ins);
        int winner = 0;
        while (!outs.isEmpty()
                && winner < begins.size()
                && !isShort(begins.get(winner).getFirst(), outs.getFirst())) {
            winner++;
        }
        int open = outs.isEmpty() ? begins.size() : winner;
        // "Its in stays open, worth 0 s, and does not disturb the next day."
        for (List<ClockPunch> begin : begins.subList(0, open)) {
            parts.add(new Part(dayOf(begin.getFirst()), begin.getFirst(), null, begin));
        }
        List<ClockPunch> alone = outs;
        if (open < begins.size()) {
            ClockPunch in = begins.get(winner).getFirst();
            List<ClockPunch> near =
                    outs.stream().filter(out -> isShort(in, out)).toList();
            List<ClockPunch> all = new ArrayList<>();
            begins.subList(winner, begins.size()).forEach(all::addAll);
            all.addAll(near);
            // "A shift over midnight belongs to the day it began."
            parts.add(new Part(dayOf(in), in, near.getLast(), all));
            alone = outs.subList(near.size(), outs.size());
        }
        alone.forEach(out -> parts.add(new Part(dayOf(out), null, out, List.of(out))));
    }

    /** Each in with its repeats: those of the same day that it could still have had as an out. */
    private List<List<ClockPunch>> withRepeats(List<ClockPunch> ins) {
        List<List<ClockPunch>> begins = new ArrayList<>();
        for (ClockPunch in : ins) {
            @Nullable List<ClockPunch> last = begins.isEmpty() ? null : begins.getLast();
            if (last != null && dayOf(last.getFirst()).equals(dayOf(in)) && isShort(last.getFirst(), in)) {
                last.add(in);
            } else {
                begins.add(new ArrayList<>(List.of(in)));
            }
        }
        return begins;
    }

    private List<WorkDay> days() {
        TreeMap<LocalDate, List<Part>> byDay = new TreeMap<>();
        parts.forEach(part ->
                byDay.computeIfAbsent(part.day(), day -> new ArrayList<>()).add(part));
        List<WorkDay> days = new ArrayList<>();
        byDay.forEach((day, of) -> days.add(new WorkDay(
                day,
                inOrder(of.stream().map(Part::in)).stream().findFirst().orElse(null),
                inOrder(of.stream().map(Part::out)).reversed().stream()
                        .findFirst()
                        .orElse(null),
                of.stream()
                        .filter(part -> part.in() != null && part.out() != null)
                        .map(part -> new WorkDay.Interval(part.in(), part.out()))
                        .toList(),
                inOrder(of.stream().filter(part -> part.out() == null).map(Part::in)),
                inOrder(of.stream().flatMap(part -> part.punches().stream())))));
        return days;
    }

    private List<ClockPunch> inOrder(Stream<@Nullable ClockPunch> some) {
        Set<ClockPunch> wanted = some.filter(Objects::nonNull).collect(Collectors.toSet());
        return punches.stream().filter(wanted::contains).toList();
    }
}
