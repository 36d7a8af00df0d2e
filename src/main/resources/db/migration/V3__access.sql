-- Who may do what, and who was refused.

-- A machine's key. Only the SHA-256 of the key is kept: a key has 256 random bits, so a slow hash adds nothing.
create table api_key (
    id          uuid        primary key,
    org_id      text        not null,
    name        text        not null,
    key_hash    bytea       not null unique check (octet_length(key_hash) = 32),
    scopes      text[]      not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);

create unique index api_key_live_name on api_key (org_id, name) where revoked_at is null;

-- A person who signs in to the pages. The user name is in lower case.
create table app_user (
    username      text        primary key check (username = lower(username)),
    password_hash text        not null,
    org_id        text        not null,
    roles         text[]      not null,
    created_at    timestamptz not null,
    disabled_at   timestamptz
);

-- What was refused. Holds no body, no query, no key and no password.
create table access_audit (
    id             uuid        primary key,
    at             timestamptz not null,
    door           text        not null,
    reason         text        not null,
    remote_address text,
    key_name       text
);

create index access_audit_at on access_audit using brin (at);
