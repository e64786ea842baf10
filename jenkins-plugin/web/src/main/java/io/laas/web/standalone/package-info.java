/** The stand-alone server: the API and the pages in an embedded Jetty, operations in this process. */
package io.laas.web.standalone;
