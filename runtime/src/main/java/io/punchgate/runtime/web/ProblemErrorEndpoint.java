package io.punchgate.runtime.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers calls that never reached an endpoint, or failed outside of one, such as a request that the container refused.
 */
@RestController
final class ProblemErrorEndpoint implements ErrorController {

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String instance = path instanceof String text ? text : "/error";
        int code = status instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
        if (DevicePaths.contain(instance)) {
            response.setStatus(code); // A path may hold a device's secret, and a device reads only its own envelope.
            return;
        }
        ProblemWriter.write(ProblemTranslation.ofStatus(code), null, instance, response);
    }
}
