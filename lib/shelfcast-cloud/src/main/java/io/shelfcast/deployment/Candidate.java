package io.shelfcast.deployment;

import java.nio.file.Path;

/**
 * A version on its way to the endpoint.
 *
 * @param number in the registry
 * @param directory its files, null where they are in the cloud already and need not be at hand
 * @param folder where they go
 * @param question what it is asked before it gets traffic
 */
record Candidate(int number, Path directory, BucketFolder folder, Question question) {}
