/** Who used what for how long, how busy hosts are, how long things take: computed from what the store keeps. */
package io.laas.engine.statistics;
