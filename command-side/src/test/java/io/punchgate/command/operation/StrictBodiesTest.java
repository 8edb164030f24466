package io.punchgate.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.operation.Operator.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictBodiesTest extends OverHttp {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /customers              | {"id":"a b","name":"x"}                      | id
            POST  | /customers              | {"name":"x"}                                 | id
            POST  | /customers              | {"id":"v"}                                   | name
            POST  | /customers              | {"id":"v","name":7}                          | name
            POST  | /customers              | {"id":"v","name":"x","nmae":"y"}             | nmae
            POST  | /customers              | {"id":"v","name":"x","pairing":"odd"}        | pairing
            POST  | /customers              | {"id":"v","name":"x","max_interval_hours":49}| max_interval_hours
            PATCH | /customers/v            | {"retention_days":29}                        | retention_days
            PATCH | /customers/v            | {"retention_days":"90"}                      | retention_days
            POST  | /customers              | {"id":"v","name":"x","retention_days":36501} | retention_days
            PATCH | /customers/v            | {"id":"w"}                                   | id
            PUT   | /customers/v/callback   | {"url":"ftp://a/"}                           | url
            PUT   | /customers/v/callback   | {"url":"http://u:p@a/"}                      | url
            PUT   | /customers/v/callback   | {"url":"http://a/#f"}                        | url
            PUT   | /customers/v/callback   | {"url":"/cams"}                              | url
            PUT   | /customers/v/callback   | {"url":"http://a/","retry_schedule_seconds":[]}       | retry_schedule_seconds
            PUT   | /customers/v/callback   | {"url":"http://a/","retry_schedule_seconds":[604801]} | retry_schedule_seconds
            POST  | /customers/v/api-keys   | {"name":"x","role":"admin"}                  | role
            POST  | /customers/v/api-keys   | {"name":"x","role":"auditor","expires_at":"2026-01-01T00:00:00Z"} | expires_at
            POST  | /customers/v/api-keys   | {"name":"x","role":"auditor","expires_at":"2099-01-01"} | expires_at
            POST  | /customers/v/api-keys   | {"name":"x","role":"auditor","expires_at":"+10000-01-01T00:00:00Z"} | expires_at
            POST  | /customers/v/api-keys   | {"name":"x","role":"auditor","purpose":""}   | purpose
            POST  | /customers/v/api-keys   | {"name":"x","role":"auditor","purpose":7}    | purpose
            POST  | /devices                | {"sn":"v","customer_id":"nobody","label":"x","time_zone":"UTC"}  | customer_id
            POST  | /devices                | {"sn":"v","customer_id":"nobody","label":"x","time_zone":"+05:30"} | time_zone
            PATCH | /devices/v              | {"states":{"one":"CheckIn"}}                 | states.one
            PATCH | /devices/v              | {"states":{"1":"Nap"}}                       | states.1
            PATCH | /devices/v              | {"default_type":"Nap"}                       | default_type
            PATCH | /devices/v              | {"heartbeat_seconds":0}                      | heartbeat_seconds
            PATCH | /devices/v              | {"heartbeat_seconds":1.5}                    | heartbeat_seconds
            PATCH | /devices/v              | {"enabled":"no"}                             | enabled
            PATCH | /devices/v              | {"transport_auth":{"networks":["10.0.0.0/33"]}} | transport_auth.networks
            PATCH | /devices/v              | {"transport_auth":{"anviz":{}}}        | transport_auth.anviz.device_id
            PATCH | /devices/v              | {"transport_auth":{"isapi":"serial"}}  | transport_auth.isapi
            PATCH | /devices/v              | {"subscription":{"from":"2026-01-01T00:00:00Z"}} | subscription.until
            PATCH | /devices/v              | {"subscription":{"from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}} | subscription.until
            POST  | /devices/v/auth-token   | {"overlap_seconds":2592001}                  | overlap_seconds
            POST  | /devices/v/commands     | {"op":"","data":{}}                          | op
            POST  | /devices/v/commands     | {"op":"reboot","data":[]}                    | data
            """)
    void givenWrongKey_whenSent_thenTheProblemNamesIt(String method, String path, String json, String field) {
        Answer answer = operator().call(method, "/api/admin/v1" + path, json).expectProblem(400, "invalid_field");
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /api/admin/v1/customers           | {"id"                 | 400 | invalid_json
            POST  | /api/admin/v1/customers           | {"id":"a","id":"b"}   | 400 | invalid_json
            POST  | /api/admin/v1/customers           | [1]                   | 400 | invalid_json
            POST  | /api/admin/v1/customers           | {} {}                 | 400 | invalid_json
            POST  | /api/admin/v1/nothing             | {}                    | 404 | not_found
            PATCH | /api/admin/v1/devices/nobody      | {"label":"x"}         | 404 | not_found
            POST  | /api/admin/v1/devices/nobody/auth-token | {}              | 404 | not_found
            POST  | /api/admin/v1/customers/nobody/api-keys | {"name":"x","role":"manager"} | 404 | not_found
            PUT   | /api/admin/v1/customers           | {}                    | 405 | method_not_allowed
            """)
    void givenBadRequest_whenSent_thenProblemDetails(String method, String path, String json, int status, String code) {
        operator().call(method, path, json).expectProblem(status, code);
    }

    @Test
    void givenLargeOrForeignBody_whenSent_thenRefused() {
        operator().post(CUSTOMERS, "{\"id\":\"" + "x".repeat(65_536) + "\"}").expectProblem(413, "too_large");
        HttpRequest form = HttpRequest.newBuilder(uri(CUSTOMERS))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("id=x"))
                .build();
        Operator.send(form).expectProblem(415, "unsupported_media_type");
    }
}
