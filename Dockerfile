# The build needs a JDK and nothing else: the Maven wrapper brings Maven.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -q dependency:go-offline
COPY src src
RUN ./mvnw -B -q package -DskipTests \
    && java -Djarmode=tools -jar target/rma-hub.jar extract --destination target/hub

FROM eclipse-temurin:17-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /hub hub
WORKDIR /hub
COPY --from=build /build/target/hub ./
# Beside the jar, not in it: routes, mappings and settings are read and changed without a build.
COPY config config
COPY routes routes
COPY mappings mappings
RUN mkdir data archive && chown hub data archive
USER hub
# One start with the servers that are inside, for an archive of the classes that a start loads (JEP 350): later starts
# take about three quarters of the time. A JVM that cannot use the archive starts without it.
RUN java -XX:ArchiveClassesAtExit=archive/rma-hub.jsa -Dspring.context.exit=onRefresh -jar rma-hub.jar \
    && rm -rf data/*
EXPOSE 8080
ENTRYPOINT ["java", "-Dfile.encoding=UTF-8", "-XX:MaxRAMPercentage=75", "-XX:SharedArchiveFile=archive/rma-hub.jsa", "-jar", "rma-hub.jar"]
