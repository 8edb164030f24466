package io.punchgate.query.console.audit;

import io.punchgate.api.audit.RememberedReplays;
import io.punchgate.api.audit.ScrubbedStore;
import io.punchgate.api.customer.Role;
import io.punchgate.query.console.change.Answer;
import io.punchgate.query.console.change.Api;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import io.punchgate.query.console.page.Pages;
import io.punchgate.query.console.page.Pages.Place;
import io.punchgate.query.console.page.Section;
import io.punchgate.query.console.session.Form;
import io.punchgate.query.console.session.Session;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.tree.EventTree;
import io.punchgate.runtime.log.tree.SignedCheckpoint;
import io.punchgate.runtime.log.tree.TreeKeys;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Shows operators and auditors whether the read models are what the events make. */
@Controller
class AuditPage {

    private static final String REPLAYS = "/api/audit/v1/replays";

    private final RememberedReplays replays;
    private final NewestAccesses accesses;
    private final ScrubbedStore scrubbed;
    private final EventTree tree;
    private final TreeKeys keys;
    private final Api api;
    private final Pages pages;

    AuditPage(
            RememberedReplays replays,
            ScrubbedStore scrubbed,
            NewestAccesses accesses,
            EventTree tree,
            TreeKeys keys,
            Api api,
            Pages pages) {
        this.replays = replays;
        this.scrubbed = scrubbed;
        this.accesses = accesses;
        this.tree = tree;
        this.keys = keys;
        this.api = api;
        this.pages = pages;
    }

    @GetMapping("/console/audit")
    View show(Caller caller, HttpServletRequest request) {
        @Nullable String customerId = customerOf(caller);
        SignedCheckpoint checkpoint = tree.checkpoint(0, Duration.ZERO);
        Map<String, Object> values = Map.of(
                "replays",
                replays.views(customerId),
                "scrubber",
                Scrubber.of(scrubbed.scrubbed(customerId), pages.now()),
                "checkpoint",
                checkpoint,
                "signed",
                Moment.at(checkpoint.signedAt(), ZoneOffset.UTC, pages.now()),
                "key",
                keys.newest().verifier().text(),
                "accesses",
                accesses.of(customerId, pages.now()));
        return pages.page(request, new Place("Audit", Section.AUDIT, customerId), "audit", values);
    }

    @PostMapping("/console/audit/replays")
    View start(@RequestAttribute(Session.ATTRIBUTE) Session session, @RequestAttribute(Form.ATTRIBUTE) Form form) {
        @Nullable String sn = form.text("sn");
        Map<String, ?> asked =
                form.text("switch") != null ? Map.of("switch", true) : sn == null ? Map.of() : Map.of("sn", sn);
        return done(api.own(session, "POST", REPLAYS, asked));
    }

    /** Asks whether the read models are to be replaced. */
    @GetMapping("/console/audit/replace")
    View confirm(Caller caller, HttpServletRequest request) {
        if (!(caller instanceof Caller.Operator)) {
            throw Problem.forbidden("Only operators may replace the read models.");
        }
        return pages.page(request, new Place("Rebuild the read models", Section.AUDIT, null), "replace", Map.of());
    }

    @PostMapping("/console/audit/scrub")
    View scrub(@RequestAttribute(Session.ATTRIBUTE) Session session) {
        return done(api.own(session, "POST", "/api/audit/v1/scrub", Map.of()));
    }

    @PostMapping("/console/audit/replays/{id}/cancel")
    View cancel(@RequestAttribute(Session.ATTRIBUTE) Session session, @PathVariable String id) {
        return done(api.own(session, "DELETE", Link.to(REPLAYS).segment(id).toString(), Map.of()));
    }

    private static View done(Answer answer) {
        if (!answer.isGood()) {
            throw new Problem(answer.status(), "refused", answer.refusal(), null);
        }
        RedirectView back = new RedirectView("/console/audit");
        back.setStatusCode(HttpStatus.SEE_OTHER);
        return back;
    }

    /** The customer whose checks the person may see; null: all. */
    private static @Nullable String customerOf(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> null;
            case Caller.KeyHolder holder -> {
                if (holder.role() != Role.AUDITOR) {
                    throw Problem.forbidden("This page is for keys of role auditor, and for operators.");
                }
                yield holder.customerId();
            }
        };
    }
}
