/** Every "no" of the API as one JSON body with the right status. */
package io.laas.web.error;
