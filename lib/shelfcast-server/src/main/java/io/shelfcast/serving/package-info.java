/**
 * Answers predictions over HTTP by Vertex AI's contract. May call {@code prediction} and what lies
 * below.
 */
package io.shelfcast.serving;
