/** What an admin sets: labs, database, where operations may run. */
package io.laas.jenkins.config;
