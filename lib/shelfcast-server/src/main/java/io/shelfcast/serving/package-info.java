/**
 * Answers predictions over HTTP by Vertex AI's contract. {@link
 * io.shelfcast.serving.PredictionServer} is the HTTP part; {@link io.shelfcast.serving.Models} says
 * which model answers for whom: the registry's champions with what the database knows ({@link
 * io.shelfcast.serving.RegistryModels}), or one model in a folder, without a database ({@link
 * io.shelfcast.serving.StoredModel}). May call {@code prediction} and what lies below.
 */
package io.shelfcast.serving;
