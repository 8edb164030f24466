package io.punchgate.standalone.tool.listen;

/** A punch as the stream tells of it. */
final class PunchJson {

    private PunchJson() {}

    /** @param more names and JSON values, which replace or are added */
    static String of(String id, String user, String... more) {
        String json = """
                {"id":"%s","sn":"GATE-1","user_id":"%s","time":"2026-06-21T04:00:00Z","local_time":"2026-06-21T09:30:00",\
                "offset":"+05:30","att_time_raw":"2026-06-21 09:30:00","type":"CheckIn","state_raw":"1","input_type":"Face",\
                "input_raw":"15","location":null,"temperature":36.85,"face_mask":true,"transport":"http",\
                "recorded_at":"2026-06-21T04:00:01Z","clock_suspect":false,"corrections":[],"label":"Main Gate",\
                "service_tag_id":"ST 1"}""".formatted(id, user);
        for (int i = 0; i < more.length; i += 2) {
            String key = "\"" + more[i] + "\":";
            json = json.contains(key)
                    ? json.replaceFirst(key + "(\"[^\"]*\"|[^,}]*)", key + more[i + 1])
                    : json.substring(0, json.length() - 1) + "," + key + more[i + 1] + "}";
        }
        return json;
    }
}
