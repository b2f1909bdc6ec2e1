/** What is spoken at the NL API: records, and nothing that they do not name. */
@NullMarked
package nl.eenplan.api.json;

import org.jspecify.annotations.NullMarked;
