package io.punchgate.query.console.page;

import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The person who looks at a page, remembered with the request.
 *
 * @param caller null: nobody has logged in
 * @param formToken without which no form of the page is taken; empty where nobody has logged in
 */
public record Viewer(@Nullable Caller caller, String formToken) {

    private static final String ATTRIBUTE = Viewer.class.getName();
    private static final Viewer NOBODY = new Viewer(null, "");

    /** Remembers the person for the rest of the request. */
    public void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Viewer of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Viewer viewer ? viewer : NOBODY;
    }
}
