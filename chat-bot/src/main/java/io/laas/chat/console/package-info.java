/** The chat on a terminal: prompt, one-shot, live progress. */
package io.laas.chat.console;
