#!/usr/bin/env bash
# Runs one of Kafka's classes, with the JVM options of the KAFKA_*_OPTS variables:
# kafka-run-class.sh <class> [argument...]
kafka=$(cd "$(dirname "$0")/.." && pwd)
: "${LOG_DIR:=$kafka/logs}"
: "${KAFKA_HEAP_OPTS:=-Xmx256M}"
: "${KAFKA_JVM_PERFORMANCE_OPTS:=-XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true}"
: "${KAFKA_LOG4J_OPTS:=-Dlog4j2.configurationFile=$kafka/config/tools-log4j2.yaml}"

# Without quotes: each of these variables may hold several options, or none
exec java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS ${KAFKA_GC_LOG_OPTS-} ${KAFKA_JMX_OPTS-} \
  "-Dkafka.logs.dir=$LOG_DIR" $KAFKA_LOG4J_OPTS \
  -cp "${CLASSPATH:+$CLASSPATH:}$kafka/libs/*" ${KAFKA_OPTS-} "$@"
