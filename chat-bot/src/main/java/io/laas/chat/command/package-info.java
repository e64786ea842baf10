/** The commands, one class each: they call the API and return answers. */
package io.laas.chat.command;
