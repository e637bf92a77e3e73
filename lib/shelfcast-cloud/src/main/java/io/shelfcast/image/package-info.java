/**
 * The container image that serves on Vertex AI, built without a Docker daemon. The only package
 * that calls Jib. Puts together what {@code container} needs, and may call nothing else.
 */
package io.shelfcast.image;
