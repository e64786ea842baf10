/** Fakes and samples for the tests of the chat. */
package io.laas.chat.testing;
