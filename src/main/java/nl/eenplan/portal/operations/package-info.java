/**
 * What keeps the hub running: whether partners are reached, what became of messages, and sending
 * again. States, never contents.
 */
@NullMarked
package nl.eenplan.portal.operations;

import org.jspecify.annotations.NullMarked;
