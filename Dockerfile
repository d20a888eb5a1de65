# The orchestrator. Base images are arguments, so that a site can bring its own; BUILD_IMAGE needs Maven and a JDK of 17
# or newer with jlink, RUN_IMAGE a Java runtime of 17 or newer, bash and apt-get.
ARG BUILD_IMAGE=maven:3-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
ARG MAVEN_OPTIONS=""
WORKDIR /src
COPY . .
RUN mvn -B -ntp ${MAVEN_OPTIONS} -Dquick -Dmaven.test.skip=true -pl web,cli -am package \
    && java -Djarmode=tools -jar web/target/researchloop-web-*-server.jar extract --destination /out/app \
    && mv /out/app/researchloop-web-*.jar /out/app/researchloop-web.jar \
    && mkdir -p /out/cli \
    && cp cli/target/researchloop-cli-*[0-9].jar /out/cli/researchloop-cli.jar \
    && cp -R cli/target/lib /out/cli/lib
# What clusters without a Java get: the image itself has no jlink.
RUN mkdir -p /out/runtimes \
    && jlink --add-modules java.base,java.net.http,java.logging,jdk.crypto.ec --strip-java-debug-attributes \
        --no-header-files --no-man-pages --output /tmp/runtime \
    && tar -C /tmp/runtime -czf "/out/runtimes/linux-$(uname -m).tar.gz" .

FROM ${RUN_IMAGE}
# The ssh program is for clusters with transport = "openssh", the font for reports in Chinese, Japanese and Korean.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        openssh-client util-linux fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home --shell /bin/bash researchloop \
    && install -d -o researchloop -g researchloop /data
COPY --from=build /out/app /app/server
COPY --from=build /out/cli /app/cli
COPY --from=build /out/runtimes /app/runtimes
COPY docker/researchloop docker/healthcheck docker/make-archive /app/bin/
COPY docker/researchloop.toml docker/trial.steps /app/example/
COPY scripts/server.jvm /app/
# A start-up archive (CDS) belongs to this very JVM and these very jars, so it is made here.
RUN /app/bin/make-archive && ln -s /app/bin/researchloop /usr/local/bin/researchloop
USER researchloop
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV LANG=C.UTF-8 RESEARCHLOOP_DASHBOARD_HOST=0.0.0.0 RESEARCHLOOP_DASHBOARD_PORT=8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["/app/bin/healthcheck"]
ENTRYPOINT ["/app/bin/researchloop"]
CMD ["serve"]
