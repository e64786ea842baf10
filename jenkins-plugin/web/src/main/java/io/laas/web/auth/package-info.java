/** Who calls, what the call may do, and how often. */
package io.laas.web.auth;
