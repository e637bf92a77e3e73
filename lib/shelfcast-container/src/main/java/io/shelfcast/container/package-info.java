/**
 * What runs inside the serving image: fetches the model that {@code AIP_STORAGE_URI} names, and
 * serves it. May call {@code serving} and what lies below; needs no database.
 */
package io.shelfcast.container;
