/** Projects: groups of people who share pods and configs. */
package io.laas.engine.project;
