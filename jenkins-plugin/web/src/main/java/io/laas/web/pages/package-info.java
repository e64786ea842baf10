/** The browser's pages as the build made them, whatever serves them. */
package io.laas.web.pages;
