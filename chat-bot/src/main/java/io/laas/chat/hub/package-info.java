/**
 * The bot between platforms and the server: takes in what people ask, runs it, answers, and keeps messages true. Knows no platform
 * but through {@code io.laas.chat.platform}.
 */
package io.laas.chat.hub;
