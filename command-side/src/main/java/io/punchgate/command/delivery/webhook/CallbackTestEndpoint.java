package io.punchgate.command.delivery.webhook;

import io.punchgate.command.delivery.callback.CallbackPath;
import io.punchgate.command.delivery.webhook.CallbackTester.TestOutcome;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.BodyFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an operator the answer of a customer's server before any punch depends on it. */
@RestController
class CallbackTestEndpoint {

    private final CallbackPath paths;
    private final CallbackTester tester;

    CallbackTestEndpoint(CallbackPath paths, CallbackTester tester) {
        this.paths = paths;
        this.tester = tester;
    }

    @PostMapping({"/api/admin/v1/customers/{id}/callback/test", "/api/admin/v1/customers/{id}/callbacks/{name}/test"})
    Map<String, @Nullable Object> test(
            Caller.Operator operator, @PathVariable Map<String, String> path, BodyFields fields) {
        fields.only();
        TestOutcome outcome = tester.test(paths.existing(path));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("acknowledged", outcome.acknowledged());
        answer.put("status_code", outcome.statusCode());
        answer.put("latency_ms", outcome.latencyMillis());
        answer.put("excerpt", outcome.excerpt());
        answer.put("error", outcome.error());
        return answer;
    }
}
