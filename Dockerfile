# Build the jars first: ./mvnw -DskipTests package
FROM eclipse-temurin:25-jre

RUN useradd --system --no-create-home punchgate && install -d -o punchgate -m 700 /data
ENV PUNCHGATE_DATA_DIR=/data

# One of command-side/target/command-side.jar, query-side/target/query-side.jar, standalone/target/punchgate.jar
ARG JAR
COPY ${JAR} /app.jar

USER punchgate
EXPOSE 8080
VOLUME /data
# Readiness over bash's own TCP: the image has no curl.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app.jar"]
