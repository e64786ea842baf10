# ./laas jenkins: a Jenkins with the plugin, a lab on this machine's libvirt and a Pipeline, ready to click.
# shellcheck shell=bash

# shellcheck source=launcher/maven.sh
source "$LAAS_HOME/launcher/maven.sh"
# shellcheck source=launcher/demo.sh
source "$LAAS_HOME/launcher/demo.sh"

jenkins_port=8921
jenkins_home=$LAAS_CACHE/jenkins-home
jenkins_check=false
jenkins_process=
jenkins_storage=/var/lib/laas/jenkins

laas_jenkins() {
  while (($# > 0)); do
    case $1 in
      --port) jenkins_port=${2:?--port wants a number}; shift ;;
      --home)
        # a Jenkins of its own keeps its volumes apart: what one takes away at its end may be in use by another
        jenkins_home=${2:?--home wants a directory}
        jenkins_storage=/var/lib/laas/jenkins-$(cksum <<<"$jenkins_home" | cut -d ' ' -f 1)
        shift ;;
      --check) jenkins_check=true ;;
      *) die 2 "jenkins takes --port N, --home DIR and --check, was '$1'." ;;
    esac
    shift
  done
  [[ $jenkins_port =~ ^[0-9]+$ ]] || die 2 "--port must be a number, was '$jenkins_port'."
  need java mvn curl
  if ! jenkins_is_here; then
    printf '\n!!! THERE IS NO JENKINS HERE: %s\n\n' "$jenkins_trouble" >&2
    exit 3
  fi
  ensure_host || exit $?
  ensure_guest
  jenkins_build
  jenkins_prepare
  trap jenkins_end EXIT
  trap 'exit 130' INT TERM
  jenkins_start
  if $jenkins_check; then
    jenkins_run_demo
  else
    jenkins_tell
    wait "$jenkins_process" || true
  fi
}

# The plugin, and the plugins it stands on, which its test build gathers.
jenkins_build() {
  local log
  log=$(mktemp)
  say "building the plugin …"
  if ! (cd "$LAAS_HOME" && "$MAVEN" -q -B -ntp -Pjenkins -DskipTests -Dspotless.check.skip=true -Dspotbugs.skip=true package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    rm -f "$log"
    die 1 "the build failed; the last lines are above."
  fi
  rm -f "$log"
  "$MAVEN" -q -B -o dependency:copy -Dartifact="org.jenkins-ci.main:jenkins-war:$(pom_value jenkins.baseline).3:war" \
    -DoutputDirectory="$LAAS_CACHE/jenkins-war" >/dev/null || die 1 "jenkins.war could not be copied from the Maven repository."
}

# The home of the demo's Jenkins: plugins, configuration, the Pipeline and a password that only this user can read.
jenkins_prepare() {
  mkdir -p "$jenkins_home/plugins" "$jenkins_home/jobs/demo-pipeline"
  cp -f "$PLUGIN_DIR"/target/test-classes/test-dependencies/*.hpi "$jenkins_home/plugins/"
  cp -f "$PLUGIN_DIR/target/laas.hpi" "$jenkins_home/plugins/laas.hpi"
  if [[ ! -s $jenkins_home/admin-password ]]; then
    (umask 077 && head -c 18 /dev/urandom | base64 | tr -d '/+=\n' >"$jenkins_home/admin-password")
  fi
  write_demo_lab "$jenkins_home/demo-lab.yaml" "$jenkins_storage" auto
  local text lab
  lab=$(sed 's/^/          /' "$jenkins_home/demo-lab.yaml")
  text=$(<"$PLUGIN_DIR/demo/jenkins.yaml.in")
  text=${text//@HOME@/$jenkins_home}
  text=${text//@URL@/http://127.0.0.1:$jenkins_port/}
  printf '%s\n' "${text//@LAB@/$lab}" >"$jenkins_home/jenkins.yaml"
  jenkins_job >"$jenkins_home/jobs/demo-pipeline/config.xml"
}

jenkins_job() {
  printf "<?xml version='1.1' encoding='UTF-8'?>\n<flow-definition>\n"
  printf '  <description>Books six machines, works on them, resets them and gives them back</description>\n'
  printf '  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">\n    <script>'
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' "$PLUGIN_DIR/demo/demo-pipeline.groovy"
  printf '</script>\n    <sandbox>true</sandbox>\n  </definition>\n</flow-definition>\n'
}

jenkins_start() {
  local tries
  say "starting Jenkins …"
  # no port for agents, loopback only, nothing but what is configured
  JENKINS_HOME=$jenkins_home CASC_JENKINS_CONFIG=$jenkins_home/jenkins.yaml setsid java -Xmx1g -XX:+UseSerialGC \
    -Djenkins.install.runSetupWizard=false -Djenkins.model.Jenkins.slaveAgentPort=-1 \
    -Djenkins.model.Jenkins.slaveAgentPortEnforce=true -Dhudson.model.UpdateCenter.never=true \
    -jar "$LAAS_CACHE/jenkins-war/jenkins-war-$(pom_value jenkins.baseline).3.war" \
    --httpListenAddress=127.0.0.1 --httpPort="$jenkins_port" --enable-future-java >"$jenkins_home/jenkins.log" 2>&1 &
  jenkins_process=$!
  for ((tries = 0; tries < 600; tries++)); do
    if jenkins_get /laas/api/v1/info >/dev/null 2>&1; then return 0; fi
    kill -0 "$jenkins_process" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 40 "$jenkins_home/jenkins.log" >&2
  die 1 "Jenkins did not start; the last lines of its log are above."
}

# The password goes through a file, never through an argument.
jenkins_curl() {
  curl -sSf --noproxy '*' --config <(printf 'user = "admin:%s"\n' "$(<"$jenkins_home/admin-password")") "$@"
}

jenkins_get() { jenkins_curl "http://127.0.0.1:$jenkins_port$1"; }

jenkins_post() {
  local jar=$jenkins_home/cookies crumb
  crumb=$(jenkins_curl -c "$jar" "http://127.0.0.1:$jenkins_port/crumbIssuer/api/json" |
    sed 's/.*"crumb":"\([^"]*\)".*/\1/')
  jenkins_curl -b "$jar" -H "Jenkins-Crumb: $crumb" -X POST "http://127.0.0.1:$jenkins_port$1"
  rm -f "$jar"
}

jenkins_tell() {
  printf '\nJenkins: http://127.0.0.1:%s/   user admin, password in %s\n' "$jenkins_port" "$jenkins_home/admin-password"
  printf 'The job demo-pipeline books six machines; Lab as a Service is at the top of the page. Ctrl-C ends it.\n'
}

# Runs the demo's Pipeline, shows its log as it grows, and looks past the product whether anything is left.
jenkins_run_demo() {
  local number result= left
  demo_work=$jenkins_home/check
  demo_storage=$jenkins_storage
  mkdir -p "$demo_work/data"
  cp "$jenkins_home/laas/controller-id" "$demo_work/data/controller-id"
  number=$(jenkins_get '/job/demo-pipeline/api/json?tree=nextBuildNumber' | sed 's/.*"nextBuildNumber":\([0-9]*\).*/\1/')
  jenkins_post /job/demo-pipeline/build
  jenkins_follow "/job/demo-pipeline/$number"
  result=$(jenkins_get "/job/demo-pipeline/$number/api/json?tree=result" | sed 's/.*"result":"\{0,1\}\([A-Za-z]*\).*/\1/')
  jenkins_await_clean
  left=$(demo_on_host; jenkins_left_keys)
  if [[ $result != SUCCESS ]]; then
    die 1 "jenkins: failed: demo-pipeline #$number ended with ${result:-no result}."
  elif [[ -n $left ]]; then
    printf 'Left on the host:\n%s\n' "$left" >&2
    die 1 "jenkins: failed: $(wc -l <<<"$left") things are left on the host (listed above)."
  fi
  printf 'On the host itself: no domain, network, bridge, volume, lease, process or key of the pod is left.\n'
  remove_pools "$jenkins_storage"
  printf 'jenkins: ok (demo-pipeline #%s: booked, used, reset, extended, given back)\n' "$number"
}

# Private keys below the home, but for the one with which pipelines come in.
jenkins_left_keys() {
  grep -rIlE --exclude-dir={plugins,war} --exclude=pipelines_ed25519 -e '-----BEGIN [A-Z ]*PRIVATE KEY' "$jenkins_home" | sed 's/^/key /' || true
}

jenkins_follow() {
  local start=0 headers=$jenkins_home/headers more
  for ((more = 0; more < 120; more++)); do
    jenkins_get "$1/api/json?tree=building" >/dev/null 2>&1 && break
    sleep 0.5
  done
  while true; do
    jenkins_curl -D "$headers" "http://127.0.0.1:$jenkins_port$1/logText/progressiveText?start=$start" || return 0
    start=$(sed -n 's/^[Xx]-[Tt]ext-[Ss]ize: \([0-9]*\).*/\1/p' "$headers")
    grep -qi '^x-more-data: true' "$headers" || break
    sleep 1
  done
  rm -f "$headers"
}

# Cleaning goes on after the pipeline has ended.
jenkins_await_clean() {
  local tries
  for ((tries = 0; tries < 240; tries++)); do
    [[ -n $(demo_on_host) ]] || return 0
    sleep 0.5
  done
}

jenkins_end() {
  local code=$?
  trap - EXIT INT
  if [[ -n $jenkins_process ]] && kill "$jenkins_process" 2>/dev/null; then
    wait "$jenkins_process" 2>/dev/null || true
  fi
  exit "$code"
}
