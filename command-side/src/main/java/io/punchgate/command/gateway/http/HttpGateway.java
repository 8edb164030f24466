package io.punchgate.command.gateway.http;

import io.punchgate.command.gateway.json.AttendanceCalls;
import io.punchgate.command.gateway.json.FailureAnswers;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import jakarta.servlet.Filter;
import java.util.Objects;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Serves the HTTP Attendance API at its path. */
@Configuration(proxyBeanMethods = false)
class HttpGateway {

    static final String PATHS = "/api/attendance/v1/*";

    @Bean
    ServletRegistrationBean<AttendanceServlet> attendanceServlet(
            AttendanceCalls calls, DeviceBodies bodies, FailureAnswers failures) {
        ServletRegistrationBean<AttendanceServlet> servlet =
                new ServletRegistrationBean<>(new AttendanceServlet(calls, bodies, failures), PATHS);
        servlet.setName("attendance");
        return servlet;
    }

    /** Stands before the filters of pages and controllers, which would add nothing to a device's call but time. */
    @Bean
    FilterRegistrationBean<Filter> attendanceFirst(ServletRegistrationBean<AttendanceServlet> attendanceServlet) {
        AttendanceServlet servlet = Objects.requireNonNull(attendanceServlet.getServlet());
        FilterRegistrationBean<Filter> first =
                new FilterRegistrationBean<>((request, response, others) -> servlet.service(request, response));
        first.addUrlPatterns(PATHS);
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }
}
