package io.punchgate.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The console in a browser. Where none is installed these are skipped, and say so. */
interface BrowserPromises {

    ConsoleStage stage();

    Optional<Browser> browser();

    List<String> pages();

    private Browser installed() {
        assumeTrue(browser().isPresent(), "no Chromium with its driver is installed");
        return browser().orElseThrow();
    }

    @Test
    default void givenEachPage_whenLookedAt_thenAxeFindsNothingAndItFits() throws IOException {
        Browser browser = installed();
        List<String> found = new ArrayList<>();
        browser.look(360, 900, false);
        browser.open(stage(), "/console/login");
        found.add(browser.violations());
        for (String role : List.of("auditor", "operator")) {
            boolean dark = role.equals("operator");
            browser.logIn(stage(), stage().key(role));
            browser.look(dark ? 1280 : 360, 900, dark);
            for (String path : pagesOf(role)) {
                browser.open(stage(), path);
                String violations = browser.violations();
                found.add(violations.isEmpty() ? "" : role + " " + path + " " + violations);
                assertThat(browser.overflow()).as(path).isLessThanOrEqualTo(0);
                assertThat(browser.complaints()).as(path).isEmpty();
            }
        }
        assertThat(String.join("\n", found).strip()).isEmpty();
    }

    private List<String> pagesOf(String role) {
        List<String> all = new ArrayList<>(pages());
        all.add("/console/audit");
        if (role.equals("operator")) {
            all.replaceAll(path -> path + (path.contains("?") ? "&" : "?") + "customer=acme");
            all.addAll(List.of("/console/customers", "/console/register", "/console/audit/replace"));
        }
        return all;
    }

    @Test
    default void givenTheLivePage_whenAPunchIsRecorded_thenItComesByItself() {
        Browser browser = installed();
        browser.look(1280, 900, false);
        browser.logIn(stage(), stage().key("other"));
        browser.open(stage(), "/console");
        await().atMost(Browser.SOON).until(() -> browser.text().contains("Live\nfollowing"));

        stage().punch("SN-OTHER", "comes-by-itself", Duration.ofSeconds(1));

        await().atMost(Browser.SOON).until(() -> browser.text().contains("comes-by-itself"));
        assertThat(browser.all("#live-said").getFirst().getAttribute("textContent"))
                .isEqualTo("1 new punch");
        await().atMost(Browser.SOON)
                .until(() -> String.valueOf(
                                browser.all("#live-rows time").getFirst().getAttribute("title"))
                        .contains("your time"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    default void givenAnOperatorWithoutAMouse_whenADeviceIsDisabledAndEnabled_thenTheKeyboardReachesBoth() {
        Browser browser = installed();
        browser.look(1280, 900, false);
        browser.logIn(stage(), stage().key("operator"));
        browser.open(stage(), "/console/devices/" + ConsoleStage.SN);
        browser.pressByKeyboard("Disable this device");
        await().atMost(Browser.SOON).until(() -> browser.text().contains("The device is disabled"));
        browser.pressByKeyboard("Enable this device");
        await().atMost(Browser.SOON).until(() -> browser.text().contains("The device is enabled"));
        browser.pressByKeyboard("Log out");
        await().atMost(Browser.SOON).until(() -> browser.address().endsWith("/console/login"));
    }

    @Test
    default void givenAManagerWithAMouse_whenParkedDeliveriesAreSentAgain_thenTheirNumberIsToldFirst() {
        Browser browser = installed();
        browser.look(1280, 900, false);
        browser.logIn(stage(), stage().parked("mouse"));
        stage().acknowledge("mouse");
        browser.open(stage(), "/console/deliveries?status=parked");
        browser.click("Send all of these again");
        await().atMost(Browser.SOON).until(() -> browser.text().contains("would be sent again"));
        browser.click("Send 2 again");
        await().atMost(Browser.SOON).until(() -> browser.text().contains("Sent again: 2"));
    }

    /** Makes the pictures of the README where they are asked for: {@code -Dconsole.screenshots=<folder>}. */
    @Test
    default void givenAWeekOfPunches_whenPicturesAreAskedFor_thenTheyAreMade() throws IOException {
        Browser browser = installed();
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        Showroom.fill(stage(), month);
        browser.logIn(stage(), stage().key("operator"));
        browser.look(960, 600, false);
        browser.open(stage(), "/console?customer=" + Showroom.CUSTOMER);
        await().atMost(Browser.SOON).until(() -> browser.text().contains("Live\nfollowing"));
        byte[] live = browser.picture();
        browser.open(stage(), "/console/people/1001?customer=" + Showroom.CUSTOMER + "&month=" + month);
        byte[] days = browser.picture();
        assertThat(browser.all("svg.day rect.span")).hasSizeGreaterThan(10);
        String folder = System.getProperty("console.screenshots", "");
        if (!folder.isEmpty()) {
            Files.write(Path.of(folder, "console-live.png"), live);
            Files.write(Path.of(folder, "console-month.png"), days);
        }
    }
}
