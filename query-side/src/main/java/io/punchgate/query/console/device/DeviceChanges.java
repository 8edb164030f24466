package io.punchgate.query.console.device;

import io.punchgate.query.console.change.Answer;
import io.punchgate.query.console.change.Api;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.session.Form;
import io.punchgate.query.console.session.Session;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Registers devices, gives them new secrets, and enables and disables them, by the operators' API. */
@Controller
class DeviceChanges {

    private static final String DEVICES = "/api/admin/v1/devices";
    private static final Set<String> SECRETS = Set.of("auth-token", "callback-token", "adms-path");

    private final Api api;
    private final Pages pages;

    DeviceChanges(Api api, Pages pages) {
        this.api = api;
        this.pages = pages;
    }

    @GetMapping("/console/register")
    View form(
            @RequestParam(defaultValue = "") String sn,
            @RequestParam(defaultValue = "") String customer,
            HttpServletRequest request) {
        return form(request, 200, Map.of("sn", sn, "customer_id", customer), "");
    }

    @PostMapping("/console/devices")
    View register(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            HttpServletRequest request) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String field : Set.of("sn", "customer_id", "label", "time_zone")) {
            @Nullable String text = form.text(field);
            if (text != null) {
                wanted.put(field, text);
            }
        }
        Answer answer = api.command(session, "POST", DEVICES, wanted);
        return answer.isGood()
                ? secrets(request, answer, "Registered", wanted.getOrDefault("sn", ""))
                : form(request, answer.status(), wanted, answer.refusal());
    }

    @PostMapping("/console/devices/{sn}/enabled")
    View enable(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            @PathVariable String sn) {
        boolean enabled = "true".equals(form.required("enabled"));
        Answer answer = api.command(session, "PATCH", device(sn).toString(), Map.of("enabled", enabled));
        refuseUnlessGood(answer);
        RedirectView back = new RedirectView(Link.to("/console/devices")
                .segment(sn)
                .with("done", enabled ? "enabled" : "disabled")
                .toString());
        back.setStatusCode(HttpStatus.SEE_OTHER);
        return back;
    }

    @PostMapping("/console/devices/{sn}/{secret}")
    View rotate(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            @PathVariable String sn,
            @PathVariable String secret,
            HttpServletRequest request) {
        if (!SECRETS.contains(secret)) {
            throw Problem.notFound("There is no such secret.");
        }
        int overlap = "now".equals(form.text("overlap")) ? 0 : 24 * 60 * 60;
        Answer answer =
                api.command(session, "POST", device(sn).segment(secret).toString(), Map.of("overlap_seconds", overlap));
        refuseUnlessGood(answer);
        return secrets(request, answer, "New secret", sn);
    }

    private static void refuseUnlessGood(Answer answer) {
        if (!answer.isGood()) {
            throw new Problem(answer.status(), "refused", answer.refusal(), null);
        }
    }

    private static Link device(String sn) {
        return Link.to(DEVICES).segment(sn);
    }

    /** Shown once: nothing else ever returns them, and the page is not kept. */
    private View secrets(HttpServletRequest request, Answer answer, String title, String sn) {
        return pages.page(
                request,
                new Place(title, Section.DEVICES, null),
                "device-secrets",
                Map.of(
                        "answer",
                        answer,
                        "sn",
                        sn,
                        "link",
                        Link.to("/console/devices").segment(sn).toString()));
    }

    private View form(HttpServletRequest request, int status, Map<String, String> filled, String error) {
        Place place = new Place("Register a device", Section.DEVICES, null);
        return pages.page(request, status, place, "device-new", Map.of("filled", Map.copyOf(filled), "error", error));
    }
}
