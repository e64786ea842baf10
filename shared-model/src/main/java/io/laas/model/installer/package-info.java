/** What is put on a pod after it boots, as data: parameters, what the pod must have, and the steps in their order. */
package io.laas.model.installer;
