/** The stand-alone server: the API and a status page in an embedded Jetty, operations in this process. */
package io.laas.web.standalone;
