/** How bodies travel as JSON, and how the model is shown in the wire format. */
package io.laas.web.json;
