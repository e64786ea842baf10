/** What monitoring reads, in the text format of Prometheus. */
package io.laas.web.metrics;
