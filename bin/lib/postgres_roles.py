"""The three roles and the database of a fresh cluster, in psql's language.

choba_owner migrates and makes test databases; choba_app serves and has no rights but those a
migration grants it; choba_search cannot log in and owns the search functions, so that these
read through a policy of their own without anybody bypassing row-level security.
"""

ROLES = r"""
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['choba_owner', 'choba_app', 'choba_search']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE choba_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE choba_app LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'app_password';
ALTER ROLE choba_search NOLOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
GRANT choba_search TO choba_owner;
SELECT 'CREATE DATABASE choba OWNER choba_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'choba') \gexec
"""
