/** Users, their tokens, rights, ssh keys and linked chat identities. */
package io.laas.engine.account;
