/** The platform-neutral chat: commands as models, lines parsed to invocations, answers as values made of blocks. */
package io.laas.chat.core;
