package io.punchgate.command.gateway.http;

import io.punchgate.command.gateway.AttendanceCalls;
import io.punchgate.command.gateway.FailureAnswers;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the HTTP Attendance API at its address. */
@Configuration(proxyBeanMethods = false)
class AttendanceApi {

    static final String PATHS = "/api/attendance/v1/*";

    @Bean
    ServletRegistrationBean<AttendanceServlet> attendanceServlet(AttendanceCalls calls, FailureAnswers failures) {
        ServletRegistrationBean<AttendanceServlet> servlet =
                new ServletRegistrationBean<>(new AttendanceServlet(calls, failures), PATHS);
        servlet.setName("attendance");
        return servlet;
    }
}
