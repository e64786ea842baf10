# The Maven that builds the Jenkins plugin, and whether Jenkins' artifacts can be had; sourced, never run.
# shellcheck shell=bash

readonly PLUGIN_DIR=$LAAS_HOME/jenkins-plugin/plugin
readonly MAVEN_WANTED=3.9.11 # the plugin's parent wants 3.9.6 or later
readonly JENKINS_REPOSITORY=https://repo.jenkins-ci.org/public/
jenkins_trouble=

# maven_39: prints the command of a Maven that is recent enough; fetches one into the cache where the machine's is older.
maven_39() {
  local version home=$LAAS_CACHE/apache-maven-$MAVEN_WANTED
  version=$(mvn -v 2>/dev/null | grep -o 'Apache Maven [0-9.]*' | cut -d' ' -f3)
  if [[ $(printf '%s\n' 3.9.6 "$version" | sort -V | head -n 1) == 3.9.6 ]]; then
    printf 'mvn\n'
    return
  fi
  if [[ ! -x $home/bin/mvn ]]; then
    say "fetching Maven $MAVEN_WANTED for the Jenkins plugin (this machine has $version) …" >&2
    mkdir -p "$LAAS_CACHE"
    mvn -q -B dependency:copy -Dartifact="org.apache.maven:apache-maven:$MAVEN_WANTED:zip:bin" \
      -DoutputDirectory="$LAAS_CACHE" >&2 || return 1
    (cd "$LAAS_CACHE" && jar xf "apache-maven-$MAVEN_WANTED-bin.zip" && rm -f "apache-maven-$MAVEN_WANTED-bin.zip")
    chmod +x "$home/bin/mvn"
  fi
  printf '%s\n' "$home/bin/mvn"
}

# pom_value ELEMENT: the first such element of the plugin's pom.
pom_value() {
  sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$PLUGIN_DIR/pom.xml" | head -n 1
}

# jenkins_is_here: whether Jenkins' artifacts are in the local Maven repository or its own repository can be reached.
# Otherwise jenkins_trouble says why not.
jenkins_is_here() {
  local goals=org.apache.maven.plugins:maven-dependency-plugin:3.11.0 war
  war=org.jenkins-ci.main:jenkins-war:$(pom_value jenkins.baseline).3:war
  MAVEN=$(maven_39) || { jenkins_trouble="Maven $MAVEN_WANTED could not be fetched"; return 1; }
  # reading the plugin's project takes its parent, the bill of materials and the packaging; the war is the rest of it
  if ! resolves -f "$PLUGIN_DIR/pom.xml" "$goals:help"; then
    jenkins_trouble="Jenkins' artifacts: the parent of the plugin is not in the local Maven repository and $JENKINS_REPOSITORY does not answer"
  elif ! resolves "$goals:get" -Dtransitive=false "-Dartifact=$war" "-DremoteRepositories=jenkins::::$JENKINS_REPOSITORY"; then
    jenkins_trouble="Jenkins' artifacts: $war is not in the local Maven repository and $JENKINS_REPOSITORY does not answer"
  fi
  [[ -z $jenkins_trouble ]]
}

# resolves MAVEN ARGUMENTS: whether Maven can do it, from the local repository or else over the network.
resolves() {
  (cd "${TMPDIR:-/tmp}" && { "$MAVEN" -q -B -o "$@" || timeout 300 "$MAVEN" -q -B "$@"; }) >/dev/null 2>&1
}
