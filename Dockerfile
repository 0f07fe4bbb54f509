# simloss in a container, on the CPU, with both engines:
#   docker build -t simloss .
#   docker run --rm -v "$PWD:/data" --user "$(id -u):$(id -g)" simloss train --out run
# One engine makes a smaller image: --build-arg ENGINES=djl, dl4j, or java, which needs no native library.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -q -pl cli -am -DskipTests -Dspotless.check.skip package
ARG ENGINES="djl dl4j"
RUN cd cli/target/simloss/lib \
    && case " $ENGINES " in *" djl "*) ;; *) rm pytorch-native-*-linux-*.jar ;; esac \
    && case " $ENGINES " in *" dl4j "*) ;; *) rm nd4j-native-*-linux-*.jar openblas-*-linux-*.jar javacpp-*-linux-*.jar ;; esac

# Not Alpine: the engines' libraries are made for glibc.
FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /home/simloss --shell /usr/sbin/nologin simloss
COPY --from=build /build/cli/target/simloss /opt/simloss
ENV PATH="/opt/simloss/bin:${PATH}" LC_ALL=C.UTF-8
USER simloss
WORKDIR /data
ENTRYPOINT ["simloss"]
CMD ["--help"]
