# Shared by the launcher's commands; sourced, never run.
# shellcheck shell=bash

readonly LAAS_CACHE=${LAAS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/laas}
readonly GUEST_DIR=$LAAS_CACHE/guest
readonly FRONTEND=$LAAS_HOME/jenkins-plugin/web/src/main/frontend
readonly PAGES=$LAAS_HOME/jenkins-plugin/web/target/classes/io/laas/web/pages/built/index.html
readonly BUILD_STAMP=$LAAS_HOME/target/laas-built
# A small, quickly started VM: one collector thread, no second compiler, code and classes that fit an idle server.
SERVER_JVM=(-Xms24m -Xmx160m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxMetaspaceSize=128m
  -XX:ReservedCodeCacheSize=40m -Xshare:auto)
CLIENT_JVM=(-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1)
BOT_JVM=(-Xmx192m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1)

say() { printf 'laas: %s\n' "$*"; }

die() {
  local code=$1
  shift
  printf 'laas: %s\n' "$*" >&2
  exit "$code"
}

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null ||
      die 3 "this needs $tool. On Debian or Ubuntu: sudo apt-get install openjdk-17-jdk-headless maven git"
  done
}

java_major() {
  java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p;1q'
}

# Java 24 and later warn about native access that is not announced; Java 17 does not know the option's effect but accepts it.
java_options() {
  printf -- '--enable-native-access=ALL-UNNAMED\n'
}

# run_server ARGUMENTS: becomes the stand-alone server.
run_server() {
  local options
  mapfile -t options < <(server_options)
  # shellcheck disable=SC2086
  exec java "${options[@]}" ${LAAS_JAVA_OPTS:-} -cp "$(class_path "$LAAS_HOME/jenkins-plugin/web")" \
    io.laas.web.standalone.Main server "$@"
}

run_java() {
  local module=$LAAS_HOME/$1
  shift
  local options
  mapfile -t options < <(java_options)
  # shellcheck disable=SC2086
  exec java "${options[@]}" ${LAAS_JAVA_OPTS:-} -cp "$(class_path "$module")" "$@"
}

# The module's jar and its libraries in a fixed order, as the archive of loaded classes wants it.
class_path() {
  local jars=("$1"/target/laas-*-SNAPSHOT.jar "$1"/target/lib/*.jar)
  (IFS=:; printf '%s' "${jars[*]}")
}

# server_options: how the server's Java VM is started. Its loaded classes are kept in an archive that is made once after each
# build, so that it starts in half the time; without the archive it starts all the same.
server_options() {
  local archive
  archive=$LAAS_HOME/target/laas-server-java$(java_major).jsa
  [[ $archive -nt $BUILD_STAMP ]] || make_server_archive "$archive" || true
  java_options
  printf '%s\n' "${SERVER_JVM[@]}" "-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off -Xlog:class+path=off
}

# A first start on nothing, with a host that is not there, writes the archive at its end.
make_server_archive() {
  local archive=$1 work server tries
  work=$(mktemp -d)
  cat >"$work/lab.yaml" <<'LAB'
lab: {name: none, title: None, contact: none, zone: UTC}
hosts:
  - {name: none, uri: 'qemu+unix:///system?socket=/nowhere/libvirt-sock', cores: 1, memory: 1G, disk: 1G, storage: /nowhere, addresses: 10.255.0.0/16}
LAB
  : >"$work/out"
  java "$(java_options)" "${SERVER_JVM[@]}" "-XX:ArchiveClassesAtExit=$archive.new" -Xlog:cds=off -Xlog:cds+dynamic=off \
    -cp "$(class_path "$LAAS_HOME/jenkins-plugin/web")" io.laas.web.standalone.Main server \
    --lab "$work/lab.yaml" --data "$work/data" --port 0 >"$work/out" 2>/dev/null &
  server=$!
  for ((tries = 0; tries < 300; tries++)); do
    if grep -q "^laas server:" "$work/out" || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -rf "$work"
  [[ -s $archive.new ]] && mv "$archive.new" "$archive"
}

# Builds when a source is newer than the last build.
build() {
  need java javac mvn
  (($(java_major) >= 17)) || die 3 "Java 17 or later is needed, this is Java $(java_major). On Debian or Ubuntu: sudo apt-get install openjdk-17-jdk-headless"
  if [[ -e $BUILD_STAMP ]] && [[ -z $(newer_sources) ]]; then
    return
  fi
  local log
  log=$(mktemp)
  say "building (the first time fetches libraries) …" >&2
  mkdir -p "$LAAS_HOME/target"
  if ! (cd "$LAAS_HOME" && mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    rm -f "$log"
    die 1 "the build failed; the last lines are above."
  fi
  [[ -e $PAGES ]] || grep -A 1 '^!!! THE PAGES ARE NOT BUILT' "$log" >&2 || true
  rm -f "$log"
  touch "$BUILD_STAMP"
}

newer_sources() {
  find "$LAAS_HOME" \( -name target -o -name .git -o -name node_modules \) -prune -o \
    -type f \( -name '*.java' -o -name 'pom.xml' -o -path '*/src/main/resources/*' -o -path '*/src/main/frontend/*' ! -name schema.d.ts \) -newer "$BUILD_STAMP" -print -quit
}

ensure_host() {
  local code=0
  "$LAAS_HOME/provisioner/host/ensure-host.sh" "$@" || code=$?
  return "$code"
}

ensure_guest() {
  mkdir -p "$GUEST_DIR"
  "$LAAS_HOME/provisioner/guest/build-guest.sh" --out "$GUEST_DIR"
}

available_mib() {
  awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo
}

# Memory of each of six small guests: at most a 24th of what is free, 96 to 256 MiB.
guest_memory_mib() {
  local share=$(($(available_mib) / 24))
  ((share < 96)) && share=96
  ((share > 256)) && share=256
  printf '%s\n' "$share"
}

# write_hollow_guest DIRECTORY: an image for simulated hosts, which have disks without content: a header and no system.
write_hollow_guest() {
  mkdir -p "$1"
  { printf 'QFI\xfb\0\0\0\3' && head -c 4088 /dev/zero; } >"$1/laas-guest.qcow2"
  sha256sum "$1/laas-guest.qcow2" >"$1/laas-guest.qcow2.sha256"
  printf 'simulated\n' | tee "$1/laas-guest.vmlinuz" "$1/laas-guest.initrd" >"$1/laas-guest.cmdline"
}

# write_demo_lab FILE STORAGE ACCEL [URI GUEST_DIR]: the lab of the demo on this machine.
write_demo_lab() {
  local text guest=${5:-$GUEST_DIR}
  text=$(<"$LAAS_HOME/provisioner/demo/lab.yaml.in")
  text=${text//@GUEST_DIR@/$guest}
  text=${text//@STORAGE@/$2}
  text=${text//@ACCEL@/$3}
  text=${text//@URI@/${4:-qemu:///system}}
  text=${text//@MEMORY_MIB@/$(guest_memory_mib)}
  text=${text//@SHA256@/$(cut -d' ' -f1 "$guest/laas-guest.qcow2.sha256")}
  text=${text//@CMDLINE@/$(<"$guest/laas-guest.cmdline")}
  printf '%s\n' "$text" >"$1"
}

# remove_pools DIRECTORY: forgets libvirt's storage pool there and removes the directory.
remove_pools() {
  local pool
  for pool in $(virsh -c qemu:///system pool-list --all --name 2>/dev/null); do
    if virsh -c qemu:///system pool-dumpxml "$pool" 2>/dev/null | grep -qF "<path>$1</path>"; then
      virsh -c qemu:///system pool-destroy "$pool" >/dev/null 2>&1 || true
      virsh -c qemu:///system pool-undefine "$pool" >/dev/null 2>&1 || true
    fi
  done
  rm -rf -- "$1"
}
