/**
 * What notebooks say of deployment and serving, without a cloud: the plan of a deployment, and an
 * endpoint of this machine that runs what the container runs. May call all others.
 */
package io.shelfcast.notebook.cloud;
