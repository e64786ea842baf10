/** Pipeline steps: book, extend, reset, status, release, run. */
package io.laas.jenkins.step;
