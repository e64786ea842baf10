/** A site: hosts, images, static vpods and policy, and the YAML file that describes them. */
package io.laas.model.lab;
