/** What containers do with the objects of a class, and on what threads they call them. */
package io.conccheck.analyzer.facts.container;
