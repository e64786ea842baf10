/** A pod description in, running machines out: the operations on a vpod as idempotent tasks. */
package io.laas.provisioner;
