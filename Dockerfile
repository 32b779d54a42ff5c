# Flink with all that Colloquy's jar needs beside it: onnxruntime and the Postgres driver in lib/, S3 in plugins/, the
# models, the jar. docker-compose.yml runs it as job manager, as task manager, and to submit the job.
#
# Neither this file nor docker-compose.yml has been run by an engine yet: tests check their versions, paths, settings
# and options, and the same jar with the same configuration on processes, not the images.
#
# With a GPU: --build-arg PROFILE=gpu --build-arg FLINK_IMAGE=<the same Flink on CUDA 12 with cuDNN 9>

ARG FLINK_IMAGE=flink:2.3.0-java17

FROM maven:3.9-eclipse-temurin-17 AS build
ARG PROFILE=
WORKDIR /source
COPY . .
RUN mvn -B -ntp -DskipTests -Dspotless.check.skip ${PROFILE:+-P$PROFILE} -pl jobs,flink-lib,local -am package

# --target s3: the S3 that docker-compose.yml and the tests use, on the Java of the image below.
FROM ${FLINK_IMAGE} AS s3
COPY --from=build /source/local/target/servers/s3proxy.jar /opt/s3proxy.jar
# A volume that is mounted over an empty folder takes on its owner.
RUN mkdir -p /var/s3 && chown flink:flink /var/s3
USER flink
ENTRYPOINT ["/bin/sh", "-c"]

FROM ${FLINK_IMAGE}
COPY --from=build /source/flink-lib/target/lib/ /opt/flink/lib/
COPY --from=build /source/flink-lib/target/plugins/ /opt/flink/plugins/
COPY --from=build /source/jobs/target/colloquy-job.jar /opt/colloquy/colloquy-job.jar
COPY flink-conf/config.yaml flink-conf/log4j-console.properties /opt/flink/conf/
COPY flink-conf/colloquy.yaml /opt/colloquy/colloquy.yaml
COPY models/ /opt/colloquy/models/
USER flink
