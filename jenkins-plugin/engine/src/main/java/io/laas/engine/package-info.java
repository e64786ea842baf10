/** Who has which pod when: the engine that decides, remembers and drives the work, without Jenkins and without HTTP. */
package io.laas.engine;
