/** What people see of bookings in Jenkins' own pages. */
package io.laas.jenkins.page;
