/** Forgets who it was, once the policy of a lab says so; what happened stays. */
package io.laas.engine.privacy;
