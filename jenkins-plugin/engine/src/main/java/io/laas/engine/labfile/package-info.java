/** Lab files that are read and changed over the API: what a text would change, who may, and how it takes the place of another. */
package io.laas.engine.labfile;
