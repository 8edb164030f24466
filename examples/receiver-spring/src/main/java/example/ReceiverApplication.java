package example;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * A customer's server: takes Punchgate's push. In this folder:
 *
 * <pre>CALLBACK_SECRET=whsec_.. CALLBACK_TOKEN=.. SERVER_PORT=8069 ../../mvnw spring-boot:run</pre>
 */
@SpringBootApplication
public class ReceiverApplication {

    public static void main(String[] args) {
        SpringApplication.run(ReceiverApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
