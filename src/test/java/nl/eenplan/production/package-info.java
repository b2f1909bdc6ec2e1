/**
 * A hub as it runs in earnest, for the tests that need one: without the profile {@code demo}, a
 * real Keycloak as issuer, a PostgreSQL and an ActiveMQ beside it, and two hubs that share them.
 */
package nl.eenplan.production;
