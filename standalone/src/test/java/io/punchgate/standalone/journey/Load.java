package io.punchgate.standalone.journey;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A device that sends one punch after the other and remembers which were acknowledged. */
record Load(Company company, String sn, Map<String, String> device, List<String> acknowledged, AtomicBoolean stopped)
        implements Runnable {

    Load(Company company, String sn, Map<String, String> device) {
        this(company, sn, device, new CopyOnWriteArrayList<>(), new AtomicBoolean());
    }

    @Override
    public void run() {
        for (int i = 0; !stopped.get(); i++) {
            try {
                if (company.punch(device, punchOf("u" + i)).status() == 200) {
                    acknowledged.add("u" + i);
                }
            } catch (IOException e) {
                stopped.set(true); // it was killed: what was not answered is not promised
            }
        }
    }

    void stop() {
        stopped.set(true);
    }

    /** A check-in of that user. */
    static String punchOf(String user) {
        return "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}".formatted(user);
    }
}
