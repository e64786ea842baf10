/** The main job of the product done visibly through the public API, for {@code ./laas demo}. */
package io.laas.chat.demo;
