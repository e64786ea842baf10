/** The database: opening, migrating, transactions, and what is common to all SQL. */
package io.laas.engine.store;
