package io.punchgate.query.console.delivery;

import io.punchgate.query.console.change.Answer;
import io.punchgate.query.console.change.Api;
import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.session.Form;
import io.punchgate.query.console.session.Session;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Pauses, resumes and tests callbacks, and sends again: one delivery, or many after they were counted. */
@Controller
class DeliveryChanges {

    private static final Set<String> STATES = Set.of("pause", "resume");

    private final Api api;
    private final CustomerChoice customers;
    private final Pages pages;

    DeliveryChanges(Api api, CustomerChoice customers, Pages pages) {
        this.api = api;
        this.customers = customers;
        this.pages = pages;
    }

    @PostMapping("/console/deliveries/callbacks/{name}/test")
    View test(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            @PathVariable String name,
            HttpServletRequest request) {
        String customer = form.required("customer");
        Answer answer = send(session, callback(customer, name, "test"), Map.of());
        return pages.page(
                request,
                new Place("Test of " + name, Section.DELIVERIES, customer),
                "callback-test",
                Map.of("answer", answer, "back", back(form).toString()));
    }

    @PostMapping("/console/deliveries/callbacks/{name}/{state}")
    View change(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            @PathVariable String name,
            @PathVariable String state) {
        if (!STATES.contains(state)) {
            throw Problem.notFound("There is no such change.");
        }
        Answer unused = send(session, callback(form.required("customer"), name, state), Map.of());
        return seeOther(back(form).with("done", state));
    }

    @PostMapping("/console/deliveries/{id}/redeliver")
    View one(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            @PathVariable String id) {
        Link path = Link.to("/api/v1/deliveries").segment(id).segment("redeliver");
        Answer unused = send(session, path, Map.of());
        return seeOther(back(form).with("done", "redelivered"));
    }

    /** Counts first; the page that shows the number has the button that does it. */
    @PostMapping("/console/deliveries/redeliver")
    View many(
            @RequestAttribute(Session.ATTRIBUTE) Session session,
            @RequestAttribute(Form.ATTRIBUTE) Form form,
            HttpServletRequest request) {
        Wanted wanted = DeliveriesPage.wanted(form::text);
        boolean sure = "true".equals(form.text("sure"));
        Answer answer = send(session, Link.to("/api/v1/deliveries/redeliver"), wanted.redelivery(!sure));
        String count = answer.body().path("count").asString("0");
        if (sure) {
            return seeOther(back(form).with("done", "redelivered").with("count", count));
        }
        String customerId = customers
                .of(session.caller(), form.text("customer"))
                .orElseThrow(() -> Problem.invalidField("customer", "Choose a customer first."));
        return pages.page(
                request,
                new Place("Send again", Section.DELIVERIES, customerId),
                "redeliver",
                Map.of("wanted", wanted, "count", count, "back", wanted.link(form.text("customer"))));
    }

    private Answer send(Session session, Link path, Map<String, ?> body) {
        Answer answer = api.command(session, "POST", path.toString(), body);
        if (!answer.isGood()) {
            throw new Problem(answer.status(), "refused", answer.refusal(), null);
        }
        return answer;
    }

    private static Link callback(String customer, String name, String change) {
        return Link.to("/api/admin/v1/customers")
                .segment(customer)
                .segment("callbacks")
                .segment(name)
                .segment(change);
    }

    private static Link back(Form form) {
        return Link.to("/console/deliveries")
                .with("customer", form.text("customer"))
                .with("status", form.text("status"))
                .with("callback", form.text("callback"))
                .with("sn", form.text("sn"));
    }

    private static View seeOther(Link to) {
        RedirectView view = new RedirectView(to.toString());
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }
}
