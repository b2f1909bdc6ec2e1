#!/usr/bin/env bash
# Run by the image, once, when the volume is empty: the databases, and who may do what in them.
set -euo pipefail
secret() { cat "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 -U postgres -c 'create database eenplan'
psql -v ON_ERROR_STOP=1 -U postgres -d eenplan -f /eenplan/roles.sql
psql -v ON_ERROR_STOP=1 -U postgres -v hub="$(secret database-password)" -v owner="$(secret owner-password)" \
  -v keycloak="$(secret keycloak-database-password)" <<'SQL'
alter role eenplan password :'hub';
alter role eenplan_owner password :'owner';
create role keycloak login password :'keycloak';
create database keycloak owner keycloak;
revoke all on database keycloak from public;
SQL
