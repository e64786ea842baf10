/** Workers of labs elsewhere that wait for work. */
package io.laas.web.work;
