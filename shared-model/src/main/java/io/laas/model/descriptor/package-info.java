/** Pod descriptor files (PDF) and installer descriptor files (IDF) of pods that stand, as YAML text for installers. */
package io.laas.model.descriptor;
