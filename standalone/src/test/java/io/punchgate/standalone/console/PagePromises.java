package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promises of every page, whoever looks at it and whatever it shows. */
interface PagePromises {

    int PAGE_BYTES_MAX = 60_000;

    String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Any of these would be refused by the policy, or is text that became markup. */
    Pattern INLINE = Pattern.compile(
            "<style|\\sstyle=|<script(?![^>]*\\ssrc=\"/console/)|\\son\\w+=\"|javascript:|<img|https?://(?!127\\.0\\.0\\.1|customer\\.example|www\\.w3\\.org)");

    ConsoleStage stage();

    /** All pages, as an address for those who need not choose a customer. */
    default List<String> pages() {
        return List.of(
                "/console",
                "/console/devices",
                "/console/devices/" + ConsoleStage.SN,
                "/console/people",
                "/console/people/" + ConsoleStage.PERSON,
                "/console/people/-?user_id=" + URLEncoder.encode(ConsoleStage.EVIL, StandardCharsets.UTF_8),
                "/console/deliveries",
                "/console/deliveries?status=parked",
                "/console/punches/" + stage().punchOf(ConsoleStage.PERSON),
                "/console/punches/" + stage().punchOf(ConsoleStage.EVIL));
    }

    @Test
    default void givenEachRole_whenItLooksAtEachPage_thenItIsThereLightAndWithoutAnythingInline() {
        for (String role : List.of("integrator", "manager", "auditor", "operator")) {
            try (Visitor visitor = stage().visitor(role)) {
                Stream<String> more = role.equals("operator")
                        ? Stream.of(
                                "/console/customers", "/console/register", "/console/audit", "/console/audit/replace")
                        : role.equals("auditor") ? Stream.of("/console/audit") : Stream.empty();
                Stream.concat(pages().stream(), more).forEach(path -> {
                    String chosen =
                            role.equals("operator") ? path + (path.contains("?") ? "&" : "?") + "customer=acme" : path;
                    HttpResponse<String> page = visitor.get(chosen);
                    assertThat(page.statusCode()).as(role + " " + path).isEqualTo(200);
                    assertThat(page.body().getBytes(StandardCharsets.UTF_8).length)
                            .as(path)
                            .isLessThan(PAGE_BYTES_MAX);
                    assertThat(page.body()).as(path).doesNotContainPattern(INLINE);
                    assertThat(page.headers().firstValue("Content-Security-Policy"))
                            .contains(POLICY);
                    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
                    assertThat(page.headers().firstValue("X-Content-Type-Options"))
                            .contains("nosniff");
                });
            }
        }
    }

    /** An answer that stays open has headers, too, and its {@code HEAD} ends. */
    @Test
    default void givenThePageThatStaysOpen_whenItsHeadersAreAskedFor_thenTheyComeAtOnce() {
        try (Visitor manager = stage().visitor("manager")) {
            HttpResponse<String> head = manager.head("/console/live");

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        }
    }

    @Test
    default void givenHostileTexts_whenShown_thenTheyAreText() {
        String shown = "&lt;img src=x onerror=alert(1)&gt;";
        try (Visitor manager = stage().visitor("manager")) {
            for (String path : pages()) {
                String page = manager.get(path).body();
                if (!path.endsWith("/console/people/" + ConsoleStage.PERSON) && !path.equals("/console/deliveries")) {
                    assertThat(page).as(path).contains(shown);
                }
                assertThat(page).as(path).doesNotContain("<img");
            }
        }
    }

    @Test
    default void givenAnotherCustomersKey_whenItAsksForPagesOfAcme_thenThereIsNothing() {
        try (Visitor other = stage().visitor("other")) {
            for (String path : List.of(
                    "/console?customer=acme",
                    "/console/devices?customer=acme",
                    "/console/devices/" + ConsoleStage.SN,
                    "/console/people?customer=acme",
                    "/console/people/1001?customer=acme",
                    "/console/deliveries?customer=acme",
                    "/console/live?customer=acme",
                    "/console/punches/" + stage().punchOf(ConsoleStage.PERSON))) {
                assertThat(other.get(path).statusCode()).as(path).isEqualTo(404);
            }
            for (String path : List.of("/console", "/console/devices", "/console/people/1001", "/console/deliveries")) {
                assertThat(other.get(path).body())
                        .as(path)
                        .doesNotContain(ConsoleStage.SN)
                        .doesNotContain("acme");
            }
        }
    }

    @Test
    default void givenAKeyThatDoesNotAudit_whenItAsksForTheAuditPage_thenItIsToldSo() {
        try (Visitor integrator = stage().visitor("integrator")) {
            HttpResponse<String> page = integrator.get("/console/audit");
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("Not with this key");
            assertThat(integrator.get("/console/customers").statusCode()).isEqualTo(403);
        }
    }

    @Test
    default void givenAnOperatorWhoHasNotChosen_whenAThingIsAskedForById_thenItsCustomerIsFound() {
        try (Visitor operator = stage().visitor("operator")) {
            assertThat(operator.get("/console").body()).contains("Customers", "acme", "other");
            assertThat(operator.get("/console/devices").body()).contains(ConsoleStage.SN, "SN-OTHER");
            assertThat(operator.get("/console/punches/" + stage().punchOf(ConsoleStage.PERSON))
                            .body())
                    .contains("Customer <strong>acme</strong>");
            assertThat(operator.get("/console/people/1001").body()).contains("Customer <strong>acme</strong>");
        }
    }

    @Test
    default void givenADeviceThatWasRefused_whenTheOperatorLooksAtDevices_thenItIsListedAndNobodyElseSeesIt() {
        try (Visitor nobody = new Visitor(stage().home());
                Visitor operator = stage().visitor("operator");
                Visitor manager = stage().visitor("manager")) {
            assertThat(nobody.get("/iclock/getrequest?SN=SN-STRANGER").statusCode())
                    .isEqualTo(401);

            assertThat(operator.get("/console/devices").body())
                    .contains("SN-STRANGER", "unknown serial number", "/console/register?sn=SN-STRANGER");
            assertThat(manager.get("/console/devices").body()).doesNotContain("SN-STRANGER");
        }
    }

    @Test
    default void givenFilesOfAPage_whenLoaded_thenTheyAreKeptForGoodUnderTheirHash() {
        try (Visitor nobody = new Visitor(stage().home())) {
            String login = nobody.get("/console/login").body();
            List<String> files = Pattern.compile("/console/assets/[a-z]+\\.[0-9a-f]{12}\\.(?:css|js|svg)")
                    .matcher(login)
                    .results()
                    .map(found -> found.group())
                    .toList();
            assertThat(files).hasSize(3);
            for (String file : files) {
                HttpResponse<String> answer = nobody.get(file);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                        .contains("max-age=31536000", "immutable");
                assertThat(answer.body().length()).isLessThan(PAGE_BYTES_MAX);
            }
            assertThat(nobody.get(files.getFirst().replaceAll("[0-9a-f]{12}", "000000000000"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
