/** Labs and hosts out of service for a time. */
package io.laas.engine.outage;
