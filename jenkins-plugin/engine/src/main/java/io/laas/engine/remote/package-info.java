/**
 * Labs elsewhere: workers publish what a lab has, claim its operations with a lease, report them and tell their end. What a worker
 * tells counts only under the number of its latest claim.
 */
package io.laas.engine.remote;
