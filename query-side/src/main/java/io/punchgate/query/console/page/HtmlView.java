package io.punchgate.query.console.page;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;

/** A page: a template and what it shows. It is rendered whole before a byte is sent, so that a failure is told as one. */
public final class HtmlView implements View {

    private static final String CONTENT_TYPE = "text/html;charset=UTF-8";

    private final TemplateEngine engine;
    private final String template;
    private final Map<String, Object> values;
    private final int status;

    HtmlView(TemplateEngine engine, String template, Map<String, Object> values, int status) {
        this.engine = engine;
        this.template = template;
        this.values = Map.copyOf(values);
        this.status = status;
    }

    @Override
    public String getContentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(response);
    }

    /** Answers with the page. */
    public void write(HttpServletResponse response) throws IOException {
        Utf8ByteOutput html = new Utf8ByteOutput();
        engine.render("console/" + template + ".jte", values, html);
        response.setStatus(status);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(html.getContentLength());
        html.writeTo(response.getOutputStream());
    }

    /** The page as text, for what is sent as a part of another. */
    public String text() {
        gg.jte.output.StringOutput html = new gg.jte.output.StringOutput();
        engine.render("console/" + template + ".jte", values, html);
        return html.toString();
    }
}
