#!/usr/bin/env bash
# Stock Neo4j Community from Maven artifacts, for tests: no containers, no root.
#   neo4j.sh can-run          exit status 0: Java 17 or 21 and the jars are there
#   neo4j.sh can-install      exit status 0: Java 17 or 21 and mvn are there
#   neo4j.sh install          fetch the jars once (123 MB)
#   neo4j.sh run HOME PORT    become the server on 127.0.0.1:PORT with data and logs in HOME; SIGTERM stops it, and
#                             the end of standard input kills it: it can't outlive who holds the other end of the pipe
#   neo4j.sh admin HOME ARG…  neo4j-admin ARG… over the data in HOME, in the folder where it is called
# Environment: FAMAI_NEO4J_LIB (folder of the jars; .cache/neo4j/lib), FAMAI_NEO4J_HEAP (512m),
#              FAMAI_NEO4J_PASSWORD (of the user neo4j, 8 characters or more; counts at the first run of a HOME), JAVA_HOME,
#              FAMAI_NEO4J_JVM (its options; for measurements -XX:+UseG1GC)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lib=${FAMAI_NEO4J_LIB:-$here/../../.cache/neo4j/lib}
heap=${FAMAI_NEO4J_HEAP:-512m}
# a start takes 8 s of processor time with these instead of 14, and 380 MB instead of 650; long work is slower
jvm=${FAMAI_NEO4J_JVM:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# the jars are those that this pom.xml asks for
installed() { [ "$(cat "$lib/.complete" 2>/dev/null)" = "$(cksum <"$here/pom.xml")" ]; }
# openjdk version "17.0.15" 2025-04-15
java_fits() { "$java" -version 2>&1 | grep -Eq 'version "(17|21)[."]'; }
can_run() { installed && java_fits; }
can_install() { command -v mvn >/dev/null && java_fits; }

install() {
  ! installed || return 0
  if [ -n "$(ls -A "$lib" 2>/dev/null)" ] && [ ! -e "$lib/.complete" ]; then
    echo "$lib holds files that are not of this script" >&2
    return 1
  fi
  # beside it first: a run that was stopped, or a second one at the same time, leaves no half folder
  mkdir -p "$(dirname "$lib")"
  fresh=$(mktemp -d "$lib.XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  mvn -B -ntp -q -C -Dstyle.color=never -f "$here/pom.xml" -Dneo4j.lib="$fresh" dependency:copy-dependencies
  cksum <"$here/pom.xml" >"$fresh/.complete"
  installed || { rm -rf "$lib" && mv "$fresh" "$lib"; }
}

admin() {
  local home=$1
  shift
  # shellcheck disable=SC2086 # several options
  NEO4J_HOME=$home NEO4J_CONF=$here/conf "$java" -Xmx"$heap" $jvm -Dfile.encoding=UTF-8 -cp "$lib/*" \
    org.neo4j.server.startup.Neo4jAdminCommand "$@"
}

run() {
  local home=$1 port=$2
  exec 3<&0 </dev/null
  # the whole process group, which stays ours as long as this watch is in it
  { read -r _ <&3 || kill -KILL -- -$$ 2>/dev/null || kill -KILL $$; } &
  exec 3<&-
  mkdir -p "$home/import"
  [ -e "$home/data/databases/system" ] || admin "$home" dbms set-initial-password "$FAMAI_NEO4J_PASSWORD"
  # the advertised address is what a routing driver (neo4j://) connects to
  # shellcheck disable=SC2086 # several options
  exec "$java" -Xms"$heap" -Xmx"$heap" $jvm -XX:-OmitStackTraceInFastThrow -XX:+ExitOnOutOfMemoryError \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED -Dio.netty.tryReflectionSetAccessible=true \
    -Dlog4j2.disable.jmx=true -Dfile.encoding=UTF-8 \
    -cp "$lib/*" org.neo4j.server.CommunityEntryPoint --console-mode \
    --home-dir="$home" --config-dir="$here/conf" \
    -c server.bolt.listen_address=127.0.0.1:"$port" -c server.bolt.advertised_address=127.0.0.1:"$port"
}

case "${1:-}" in
  can-run) can_run ;;
  can-install) can_install ;;
  install) install ;;
  run) run "$2" "$3" ;;
  admin) admin "${@:2}" ;;
  *) sed -n '2,11p' "$0" >&2; exit 2 ;;
esac
