/** Operations on pods as Pipeline runs. */
package io.laas.jenkins.operation;
