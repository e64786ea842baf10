/** Notices by mail for those who have linked no chat account. Nothing is taken in by mail, and no mail tells how to get into a pod. */
package io.laas.chat.mail;
