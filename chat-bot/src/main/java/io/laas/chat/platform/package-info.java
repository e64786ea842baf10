/** What the bot needs of a chat platform. A further platform implements {@link io.laas.chat.platform.Platform} in a package of its own. */
package io.laas.chat.platform;
