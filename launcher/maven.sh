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
  local parent core
  parent=org.jenkins-ci.plugins:plugin:$(sed -n '/<parent>/,/<\/parent>/s:.*<version>\(.*\)</version>.*:\1:p' "$PLUGIN_DIR/pom.xml"):pom
  core=org.jenkins-ci.main:jenkins-war:$(pom_value jenkins.baseline).3:war
  MAVEN=$(maven_39) || { jenkins_trouble="Maven $MAVEN_WANTED could not be fetched"; return 1; }
  local artifact
  for artifact in "$parent" "$core"; do
    if ! artifact_is_here "$artifact"; then
      jenkins_trouble="Jenkins' artifacts: $artifact is not in the local Maven repository and $JENKINS_REPOSITORY does not answer"
      return 1
    fi
  done
}

artifact_is_here() {
  "$MAVEN" -q -B -o dependency:get -Dtransitive=false -Dartifact="$1" >/dev/null 2>&1 ||
    timeout 300 "$MAVEN" -q -B dependency:get -Dtransitive=false -Dartifact="$1" \
      -DremoteRepositories="jenkins::::$JENKINS_REPOSITORY" >/dev/null 2>&1
}
