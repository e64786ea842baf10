/** How a pipeline reaches the machines of its pod: one key, pinned host keys, a tunnel through an agent, a script that outlives connections. */
package io.laas.jenkins.step.ssh;
