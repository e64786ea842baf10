#!/usr/bin/env bash
# Makes the pictures of messages in docs/images anew. Needs Chromium, and an emoji font such as fonts-noto-color-emoji.
set -euo pipefail
home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../../.." && pwd)
cd "$home"
mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package dependency:build-classpath -pl chat-bot -am \
  -Dmdep.outputFile=target/test-class-path
java -cp "$home/chat-bot/target/test-classes:$home/chat-bot/target/classes:$(<chat-bot/target/test-class-path)" \
  io.laas.chat.pictures.Pictures docs/images
