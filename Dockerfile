# The build needs a JDK and nothing else: the Maven wrapper brings Maven.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -q dependency:go-offline
COPY src src
RUN ./mvnw -B -q package -DskipTests

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /hub hub
WORKDIR /hub
COPY --from=build /build/target/rma-hub.jar ./
# Beside the jar, not in it: routes, mappings and settings are read and changed without a build.
COPY config config
COPY routes routes
COPY mappings mappings
RUN mkdir data && chown hub data
USER hub
EXPOSE 8080
ENTRYPOINT ["java", "-Dfile.encoding=UTF-8", "-XX:MaxRAMPercentage=75", "-jar", "rma-hub.jar"]
