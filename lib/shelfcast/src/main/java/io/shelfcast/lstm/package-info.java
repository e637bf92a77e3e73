/**
 * A recurrent network of one architecture, and what trains it: LSTM layers, a dense layer and a
 * linear output on the last steps of each sequence. Plain arrays in, plain arrays out; knows no
 * sales and calls no other package. DL4J is the file format and the reference that the tests
 * compare with.
 */
package io.shelfcast.lstm;
