package io.punchgate.standalone.console;

import io.punchgate.standalone.stage.Gate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** A customer whose people come and go as people do, for pictures. */
final class Showroom {

    static final String CUSTOMER = "northwind";
    private static final int ROWS_MAX = 500;

    private Showroom() {}

    /** Fills a month that is over. */
    static void fill(ConsoleStage stage, YearMonth month) {
        Gate gate = stage.gate;
        gate.admin("POST", "customers", "{\"id\":\"%s\",\"name\":\"Northwind\"}".formatted(CUSTOMER));
        JsonNode device = gate.admin(
                "POST",
                "devices",
                "{\"sn\":\"SN7A2300583\",\"customer_id\":\"%s\",\"label\":\"Main Gate\",\"time_zone\":\"Asia/Kolkata\"}"
                        .formatted(CUSTOMER));
        Random random = new Random(7);
        List<String> rows = new ArrayList<>();
        for (LocalDate day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SUNDAY && day.getDayOfWeek() != DayOfWeek.SATURDAY) {
                List<String> ofDay = new ArrayList<>();
                for (int person = 1001; person <= 1005; person++) {
                    add(ofDay, day, person, random);
                }
                ofDay.sort(Comparator.comparing(row -> row.substring(row.indexOf("att_time"))));
                rows.addAll(ofDay);
            }
        }
        for (int from = 0; from < rows.size(); from += ROWS_MAX) {
            String some = String.join(",", rows.subList(from, Math.min(rows.size(), from + ROWS_MAX)));
            gate.text(
                    "POST",
                    "/api/attendance/v1/punches",
                    "{\"punches\":[" + some + "]}",
                    "sn",
                    "SN7A2300583",
                    "auth-token",
                    device.path("auth_token").asString(),
                    "Content-Type",
                    "application/json");
        }
    }

    /** One of them forgets the last punch of a Wednesday. */
    private static void add(List<String> rows, LocalDate day, int person, Random random) {
        rows.add(row(day, person, 9, random.nextInt(30), 1));
        rows.add(row(day, person, 12, 30 + random.nextInt(20), 2));
        rows.add(row(day, person, 13, random.nextInt(30), 3));
        if (person != 1001 || day.getDayOfWeek() != DayOfWeek.WEDNESDAY) {
            rows.add(row(day, person, 17, 20 + random.nextInt(39), 0));
        }
    }

    private static String row(LocalDate day, int person, int hour, int minute, int state) {
        return "{\"user_id\":\"%d\",\"att_time\":\"%s %02d:%02d:%02d\",\"att_state\":%d,\"input_type\":15}"
                .formatted(person, day, hour, minute, (person * 7 + minute) % 60, state);
    }
}
