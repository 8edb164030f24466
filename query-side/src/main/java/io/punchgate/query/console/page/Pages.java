package io.punchgate.query.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes pages of templates, which were compiled with the classes. */
@Component
public final class Pages {

    private static final String CLASSES = "gg.jte.generated.precompiled";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), CLASSES);

    private final Assets assets;
    private final ProjectionLag lag;
    private final Clock clock;

    Pages(Assets assets, ProjectionLag lag, Clock clock) {
        this.assets = assets;
        this.lag = lag;
        this.clock = clock;
    }

    /** The place of a page in the console. */
    public record Place(
            String title,
            @Nullable Section section,
            @Nullable String customerId) {}

    /**
     * A page.
     *
     * @param values what its template takes beside {@code frame}
     */
    public HtmlView page(HttpServletRequest request, Place place, String template, Map<String, ?> values) {
        return page(request, HttpServletResponse.SC_OK, place, template, values);
    }

    /** A page with another status than 200. */
    public HtmlView page(HttpServletRequest request, int status, Place place, String template, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame(request, place));
        return new HtmlView(engine, template, all, status);
    }

    /** A part of a page, without a frame. */
    public HtmlView part(String template, Map<String, ?> values) {
        return new HtmlView(engine, template, new HashMap<>(values), HttpServletResponse.SC_OK);
    }

    /** The page that tells a refusal. */
    public HtmlView problem(HttpServletRequest request, Problem problem) {
        Place place = new Place(heading(problem.status()), null, null);
        String back = request.getMethod().equals("GET") ? "/console" : backTo(request);
        return page(request, problem.status(), place, "problem", Map.of("detail", problem.detail(), "back", back));
    }

    /** The instant as of which pages are made. */
    public Instant now() {
        return clock.instant();
    }

    /** The distance of the read models from the log. */
    public Lag lag() {
        return lag.now();
    }

    private Frame frame(HttpServletRequest request, Place place) {
        Viewer viewer = Viewer.of(request);
        return new Frame(
                place.title(),
                place.section(),
                viewer.caller(),
                place.customerId(),
                viewer.formToken(),
                viewer.caller() == null ? Lag.NONE : lag.now(),
                clock.instant(),
                base(request),
                assets);
    }

    private static String base(HttpServletRequest request) {
        @Nullable String forwarded = request.getHeader("X-Forwarded-Proto");
        String scheme = "https".equalsIgnoreCase(forwarded) ? "https" : request.getScheme();
        return scheme + "://" + request.getHeader("Host");
    }

    /** The page that the form was on: a referrer is told to our own pages only. */
    private static String backTo(HttpServletRequest request) {
        @Nullable String referrer = request.getHeader("Referer");
        int path = referrer == null ? -1 : referrer.indexOf("/console");
        return referrer == null || path < 0 ? "/console" : referrer.substring(path);
    }

    private static String heading(int status) {
        return switch (status) {
            case 400, 405, 413, 415 -> "That was not understood";
            case 401 -> "Log in first";
            case 403 -> "Not with this key";
            case 404 -> "There is nothing here";
            case 409 -> "That is not possible now";
            case 429 -> "Too many at once";
            case 503 -> "Not available at the moment";
            default -> "Something went wrong";
        };
    }
}
