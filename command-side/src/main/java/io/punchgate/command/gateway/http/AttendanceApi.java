package io.punchgate.command.gateway.http;

import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the HTTP Attendance API at its address. */
@Configuration(proxyBeanMethods = false)
class AttendanceApi {

    static final String PATHS = "/api/attendance/v1/*";

    /** How much of a body that nobody wants is still read, so that its sender comes to read the answer. */
    static final int SWALLOWED_BYTES_MAX = 16 * 1024 * 1024;

    @Bean
    ServletRegistrationBean<AttendanceServlet> attendanceServlet(AttendanceCalls calls, FailureAnswers failures) {
        ServletRegistrationBean<AttendanceServlet> servlet =
                new ServletRegistrationBean<>(new AttendanceServlet(calls, failures), PATHS);
        servlet.setName("attendance");
        return servlet;
    }

    /**
     * A body that is too large is answered before it is read. Closing the connection under its sender then would lose the
     * answer, which Tomcat does beyond 2 MiB.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> answersReachSendersOfLargeBodies() {
        return tomcat -> tomcat.addProtocolHandlerCustomizers(AttendanceApi::swallowRejectedBodies);
    }

    static void swallowRejectedBodies(ProtocolHandler handler) {
        if (handler instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxSwallowSize(SWALLOWED_BYTES_MAX);
        }
    }
}
