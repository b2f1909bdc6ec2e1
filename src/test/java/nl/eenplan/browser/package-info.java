/** People at a real browser, for the stories that are played on the pages. */
package nl.eenplan.browser;
