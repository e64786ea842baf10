/** What the API promises, told over real HTTP; every host of the API runs these tests. */
package io.laas.web.contract;
