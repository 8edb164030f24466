package io.punchgate.standalone.text;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The places of a text from outside in each call over HTTP: {@code %J} within JSON, {@code %U} within an address, else {@code %T}. */
record Places(JsonNode device, String key, String aifaceUrl) {

    /**
     * One place.
     *
     * @param bearer the token; empty: the device's own headers
     */
    record Place(String method, String path, String body, String bearer) {}

    private static final String ADMIN = "/api/admin/v1/";
    private static final String PUNCH = "{\"user_id\":\"1\",\"att_time\":\"2026-06-21 09:30:00\",";

    List<Place> all(String operator) {
        return Stream.of(attendance(), adms(), isapi(), aiface(), operators(operator), integrators())
                .flatMap(List::stream)
                .toList();
    }

    private static Place device(String path, String body) {
        return new Place("POST", path, body, "");
    }

    private List<Place> attendance() {
        String punch = "/api/attendance/v1/punch";
        return Stream.of(
                        "{\"user_id\":\"%J\",\"att_time\":\"2026-06-21 09:30:00\"}",
                        "{\"user_id\":\"1\",\"att_time\":\"%J\"}",
                        PUNCH + "\"att_state\":\"%J\"}",
                        PUNCH + "\"input_type\":\"%J\",\"temperature\":\"%J\"}",
                        PUNCH + "\"location\":{\"lat\":\"%J\",\"%J\":1},\"%J\":\"%J\"}",
                        "%T",
                        "{\"user_id\":\"%T\",\"att_time\":\"2026-06-21 09:30:00\"}")
                .flatMap(body -> Stream.of(device(punch, body), device(punch + "es", "{\"punches\":[" + body + "]}")))
                .toList();
    }

    private List<Place> adms() {
        String path = device.get("adms_path").asString() + "/iclock/";
        String sn = "?SN=SN-TEXT&table=";
        return List.of(
                device(
                        path + "cdata" + sn + "ATTLOG",
                        "%T\t2026-06-21 09:30:00\t0\t1\n2\t%T\t0\t1\n3\t2026-06-21 09:30:00\t%T\t%T\n"),
                device(
                        path + "cdata" + sn + "rtlog",
                        "time=2026-06-21 09:30:00\tpin=%T\tcardno=%T\tevent=0\n%T=%T\tpin=1\n"),
                device(path + "cdata" + sn + "%U", "%T"),
                device(path + "cdata" + sn + "tabledata&tablename=%U&count=%U", "%T"),
                device(path + "cdata?SN=%U", "1\t2026-06-21 09:30:00\t0\t1"),
                device(path + "devicecmd" + sn, "ID=%T&Return=%T&CMD=%T\nID=1&Return=0&CMD=%T"),
                device(path + "querydata" + sn + "&type=tabledata&cmdid=%U", "%T"),
                new Place("GET", path + "getrequest" + sn + "&INFO=%U", "", ""),
                device(path + "%U" + sn, "%T"));
    }

    private List<Place> isapi() {
        String path = device.get("adms_path").asString() + "/isapi/";
        String event = "{\"dateTime\":\"2026-06-21T09:30:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":38,\"employeeNoString\":\"1\"}}";
        return Stream.of(
                        event.replace("38", "\"%J\""),
                        event.replace("\"1\"", "\"%J\",\"attendanceStatus\":\"%J\",\"name\":\"%J\",\"cardNo\":\"%J\""),
                        event.replace("2026-06-21T09:30:00+05:30", "%J"),
                        event.replace("\"AccessControllerEvent\",", "\"%J\","),
                        "%T")
                .map(body -> device(path + "SN-TEXT", body))
                .toList();
    }

    private List<Place> aiface() {
        return aifaceMessages().stream().map(body -> device(aifaceUrl, body)).toList();
    }

    /** The messages of an AiFace terminal, by either of its ways. */
    static List<String> aifaceMessages() {
        String start = "{\"cmd\":\"sendlog\",\"sn\":\"SN-TEXT\",\"count\":1,\"record\":[{\"enrollid\":";
        return List.of(
                start + "\"%J\",\"time\":\"2026-06-21 09:30:00\",\"mode\":\"%J\",\"inout\":\"%J\"}]}",
                start + "1,\"time\":\"%J\",\"mode\":0,\"inout\":0,\"event\":\"%J\"}]}",
                "{\"cmd\":\"%J\",\"sn\":\"SN-TEXT\",\"record\":\"%J\"}",
                "{\"cmd\":\"reg\",\"sn\":\"SN-TEXT\",\"devinfo\":{\"modelname\":\"%J\"}}",
                "{\"cmd\":\"reg\",\"sn\":\"%J\"}",
                "%T");
    }

    private static List<Place> operators(String token) {
        String named = "{\"id\":\"x\",\"name\":\"x\",\"%J\":1}";
        String registration = "{\"sn\":\"%J\",\"customer_id\":\"fuzz\",\"label\":\"L\",\"time_zone\":\"UTC\"}";
        String url = "{\"url\":\"http://127.0.0.1:9/%J\"}";
        String purpose = "{\"name\":\"x\",\"role\":\"auditor\",\"purpose\":\"%J\"}";
        return Stream.of(
                        new String[] {"POST", "customers", "{\"id\":\"%J\",\"name\":\"x\"}"},
                        new String[] {"POST", "customers", "{\"id\":\"fuzz\",\"name\":\"%J\",\"pairing\":\"%J\"}"},
                        new String[] {"POST", "customers", named},
                        new String[] {"POST", "customers", "%T"},
                        new String[] {"PATCH", "customers/fuzz", "{\"name\":\"%J\"}"},
                        new String[] {"PATCH", "customers/%U", "{\"name\":\"x\"}"},
                        new String[] {"GET", "customers/%U", ""},
                        new String[] {"GET", "customers?cursor=%U", ""},
                        new String[] {"POST", "customers/fuzz/api-keys", "{\"name\":\"%J\",\"role\":\"auditor\"}"},
                        new String[] {"POST", "customers/fuzz/api-keys", "{\"name\":\"x\",\"role\":\"%J\"}"},
                        new String[] {"POST", "customers/fuzz/api-keys", purpose},
                        new String[] {"GET", "customers/fuzz/api-keys?cursor=%U", ""},
                        new String[] {"DELETE", "customers/fuzz/api-keys/%U", ""},
                        new String[] {"PUT", "customers/fuzz/callback", url},
                        new String[] {"PUT", "customers/%U/callback", url},
                        new String[] {"PUT", "customers/fuzz/callback", "{\"url\":\"http://a.b/\",\"format\":\"%J\"}"},
                        new String[] {"POST", "customers/%U/callback/pause", "{}"},
                        new String[] {"POST", "customers/%U/callback/resume", "{}"},
                        new String[] {"POST", "customers/%U/callback/test", "{}"},
                        new String[] {"POST", "devices", registration},
                        new String[] {
                            "POST", "devices", registration.replace("%J", "n").replace("fuzz", "%J")
                        },
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"label\":\"%J\"}"},
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"time_zone\":\"%J\"}"},
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"service_tag_id\":\"%J\"}"},
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"default_type\":\"%J\"}"},
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"states\":{\"%J\":\"CheckIn\"}}"},
                        new String[] {"PATCH", "devices/SN-FUZZ0", "{\"inputs\":{\"1\":\"%J\"}}"},
                        new String[] {
                            "PATCH", "devices/SN-FUZZ0", "{\"subscription\":{\"from\":\"%J\",\"until\":\"%J\"}}"
                        },
                        new String[] {
                            "PATCH", "devices/SN-FUZZ0", "{\"transport_auth\":{\"adms\":\"%J\",\"networks\":[\"%J\"]}}"
                        },
                        new String[] {"PATCH", "devices/%U", "{\"label\":\"x\"}"},
                        new String[] {"POST", "devices/SN-FUZZ0/commands", "{\"op\":\"%J\",\"data\":{}}"},
                        new String[] {
                            "POST", "devices/SN-FUZZ0/commands", "{\"op\":\"sync_user\",\"data\":{\"%J\":\"%J\"}}"
                        },
                        new String[] {"POST", "devices/%U/auth-token", "{}"},
                        new String[] {"GET", "devices?customer_id=%U", ""},
                        new String[] {"GET", "devices/%U/rejected", ""},
                        new String[] {"GET", "devices/SN-TEXT/rejected?cursor=%U", ""},
                        new String[] {"GET", "devices/%U/commands", ""},
                        new String[] {"GET", "dead-letters?cursor=%U", ""},
                        new String[] {"POST", "dead-letters/%U/retry", "{}"},
                        new String[] {"GET", "../../audit/v1/events?sn=%U&limit=1", ""},
                        new String[] {"GET", "../../audit/v1/replays/%U", ""},
                        new String[] {"POST", "../../audit/v1/replays", "{\"sn\":\"x\",\"until\":\"%J\"}"})
                .map(call -> new Place(call[0], (ADMIN + call[1]).replace("admin/v1/../../", ""), call[2], token))
                .toList();
    }

    private List<Place> integrators() {
        return Stream.of(
                        "punches?user_id=%U",
                        "punches?sn=%U",
                        "punches?type=%U",
                        "punches?transport=%U",
                        "punches?from=%U",
                        "punches?cursor=%U",
                        "punches?order=%U",
                        "punches?%U=1",
                        "punches/%U",
                        "attendance?from=2026-06-01&to=2026-06-30&user_id=%U",
                        "attendance?from=%U&to=%U",
                        "presence?cursor=%U",
                        "presence/users?cursor=%U",
                        "deliveries?sn=%U",
                        "deliveries?punch_id=%U",
                        "deliveries?status=%U",
                        "deliveries/%U")
                .map(path -> new Place("GET", "/api/v1/" + path, "", key))
                .toList();
    }
}
