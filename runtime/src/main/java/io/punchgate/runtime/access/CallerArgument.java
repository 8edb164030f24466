package io.punchgate.runtime.access;

import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives endpoints the {@link Caller}. An endpoint that asks for a {@link Caller.KeyHolder} or a {@link Caller.Operator}
 * refuses the other kind by that alone.
 */
public final class CallerArgument implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Remembers who called, for the rest of the request. */
    public static void remember(Caller caller, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Caller.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        @Nullable Object caller = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (caller == null) {
            throw Problem.unauthorized();
        }
        if (!parameter.getParameterType().isInstance(caller)) {
            throw Problem.forbidden("This token is not for this.");
        }
        return caller;
    }
}
