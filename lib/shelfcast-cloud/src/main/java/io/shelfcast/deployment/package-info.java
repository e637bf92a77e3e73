/**
 * Brings a champion to Vertex AI: files to Cloud Storage, a model version, an endpoint's traffic.
 * The only package that calls Google's client. May call {@code serving} and what lies below.
 */
package io.shelfcast.deployment;
