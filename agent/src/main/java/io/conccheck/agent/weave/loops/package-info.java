/**
 * Finds accesses in counted loops that need no check each time round: nothing in the loop can order
 * threads, so that what the loop has touched can be told when it is left, as ranges, exactly as far
 * as it came.
 */
package io.conccheck.agent.weave.loops;
