/** Hardware and software descriptions: Pod (machines and networks) and Config (what runs on them). */
package io.laas.model.pod;
