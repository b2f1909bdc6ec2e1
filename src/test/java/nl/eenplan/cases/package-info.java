/** The cases, each played by all its people in the browser, at both hubs from one text. */
package nl.eenplan.cases;
