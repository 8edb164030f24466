package io.punchgate.bench.part;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells whoever started the bench what it is doing. */
public final class Progress {

    private Progress() {}

    public static void say(String what) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
