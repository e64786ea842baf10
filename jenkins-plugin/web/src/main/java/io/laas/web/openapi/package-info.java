/** The OpenAPI document of the API: what resource methods say of themselves, and the checked-in file. */
package io.laas.web.openapi;
