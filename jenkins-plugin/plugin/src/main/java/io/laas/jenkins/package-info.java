/** LaaS in Jenkins: the engine's life in a controller. */
package io.laas.jenkins;
