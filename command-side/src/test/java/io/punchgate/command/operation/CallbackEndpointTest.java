package io.punchgate.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks by name. Of each customer, something waits for {@code default}, and nothing for {@code erp}. */
class CallbackEndpointTest extends OverHttp {

    private static final String URL = "{\"url\":\"http://127.0.0.1:9/cams\"}";

    @Test
    void givenCallbacksOfNames_whenSet_thenEachHasASecretOfItsOwn() {
        customer("n1");
        String erp = operator()
                .call("PUT", CUSTOMERS + "/n1/callbacks/erp", """
                        {"url":"http://127.0.0.1:9/erp","format":"cloudevents-batch","corrections":true,"max_per_second":5,
                         "filter":{"sns":["SN1"],"types":["checkin","CheckOut"]}}""")
                .expect(200)
                .path("signing_secret")
                .stringValue();
        String standard = operator()
                .call("PUT", CUSTOMERS + "/n1/callbacks/default", URL)
                .expect(200)
                .path("signing_secret")
                .stringValue();

        assertThat(erp).startsWith("whsec_").isNotEqualTo(standard);
        // The call without a name is short for the one of the name default.
        assertThat(operator()
                        .call("PUT", CUSTOMERS + "/n1/callback", URL)
                        .expect(200)
                        .has("signing_secret"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Erp  | {"url":"http://127.0.0.1:9/"} | name
                    a_b  | {"url":"http://127.0.0.1:9/"} | name
                    aaaaaaaaaabbbbbbbbbbccccccccccddd | {"url":"http://127.0.0.1:9/"} | name
                    erp  | {"url":"http://127.0.0.1:9/","format":"xml"} | format
                    erp  | {"url":"http://127.0.0.1:9/","filter":{"types":["Lunch"]}} | filter.types
                    erp  | {"url":"http://127.0.0.1:9/","filter":{"sns":["a b"]}} | filter.sns
                    erp  | {"url":"http://127.0.0.1:9/","filter":{"users":["1"]}} | filter.users
                    erp  | {"url":"http://127.0.0.1:9/","filter":[]} | filter
                    erp  | {"url":"http://127.0.0.1:9/","corrections":"yes"} | corrections
                    erp  | {"url":"http://127.0.0.1:9/","corrections":true} | corrections
                    erp  | {"url":"http://127.0.0.1:9/","max_per_second":0} | max_per_second
                    """)
    void givenAWrongField_whenSet_thenItIsNamed(String name, String body, String field) {
        operator().post(CUSTOMERS, "{\"id\":\"n2\",\"name\":\"Some\"}");
        Operator.Answer answer = operator()
                .call("PUT", CUSTOMERS + "/n2/callbacks/" + name, body)
                .expectProblem(400, "invalid_field");

        assertThat(answer.text("field")).isEqualTo(field);
    }

    @Test
    void givenManyCallbacks_whenOperatorsSetThemAtOnce_thenTenAreSetAndTheOthersRefused() throws Exception {
        customer("n3");
        try (ExecutorService operators = Executors.newFixedThreadPool(8)) {
            var answers = operators.invokeAll(IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(i -> () -> operator()
                            .call("PUT", CUSTOMERS + "/n3/callbacks/c-" + i, URL)
                            .status())
                    .toList());
            assertThat(answers.stream().map(Future::resultNow))
                    .filteredOn(status -> status == 200)
                    .hasSize(10);
            assertThat(answers.stream().map(Future::resultNow))
                    .filteredOn(status -> status == 409)
                    .hasSize(6);
        }
    }

    @Test
    void givenCallbacks_whenRemoved_thenOnlyWithoutWaitingPunchesUnlessTheyMayBeDiscarded() {
        customer("n4");
        String callbacks = CUSTOMERS + "/n4/callbacks";
        operator().call("PUT", callbacks + "/erp", URL).expect(200);
        operator().call("PUT", callbacks + "/default", URL).expect(200);

        operator().call("DELETE", callbacks + "/erp", "").expect(204);
        operator().call("DELETE", callbacks + "/erp", "").expectProblem(404, "not_found");
        operator().call("DELETE", callbacks + "/default", "").expectProblem(409, "conflict");
        operator().call("DELETE", callbacks + "/default?discard=yes", "").expectProblem(400, "invalid_field");
        operator().call("DELETE", callbacks + "/default?discard=true", "").expect(204);
        operator().call("DELETE", CUSTOMERS + "/nobody/callbacks/erp", "").expectProblem(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "test"})
    void givenACallbackThatIsNotSet_whenItIsPausedResumedOrTested_thenThereIsNone(String call) {
        operator().post(CUSTOMERS, "{\"id\":\"n5\",\"name\":\"Some\"}");
        operator().post(CUSTOMERS + "/n5/callbacks/erp/" + call, "").expect(200);
        operator().post(CUSTOMERS + "/n5/callbacks/other/" + call, "").expectProblem(404, "not_found");
        operator().post(CUSTOMERS + "/n5/callbacks/NO/" + call, "").expectProblem(400, "invalid_field");
    }
}
