/** Virtual pods that stand, or will stand, on hosts. */
package io.laas.engine.vpod;
