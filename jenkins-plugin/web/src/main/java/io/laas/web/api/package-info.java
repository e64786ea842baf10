/** The resources of REST v1, one class for each noun: verb, right, parse, ask the engine, answer. */
package io.laas.web.api;
