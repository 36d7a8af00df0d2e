package io.rmahub.engine.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people who may sign in to the pages. */
@Component
class Users {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder();
    private final String nobodysHash = passwords.encode(KeyText.random(16));

    private record User(String username, String passwordHash, String orgId, Set<Role> roles) {

        HubPrincipal principal() {
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            roles.forEach(role -> scopes.addAll(role.scopes()));
            return new HubPrincipal(orgId, username, scopes);
        }
    }

    Users(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The person with this name and password, or empty. Takes as long for a name that does not exist. */
    Optional<HubPrincipal> authenticate(String username, String password) {
        Optional<User> user = find(username);
        boolean right = passwords.matches(password, user.map(User::passwordHash).orElse(nobodysHash));
        return right ? user.map(User::principal) : Optional.empty();
    }

    /** Makes the user, or gives an existing one this password and these roles. */
    void ensure(String username, String password, String orgId, Set<Role> roles) {
        boolean same = find(username)
                .filter(user -> user.orgId().equals(orgId) && user.roles().equals(roles))
                .filter(user -> passwords.matches(password, user.passwordHash()))
                .isPresent();
        if (!same) {
            jdbc.sql("""
                            insert into app_user (username, password_hash, org_id, roles, created_at)
                            values (?, ?, ?, ?, ?)
                            on conflict (username) do update set password_hash = excluded.password_hash,
                                org_id = excluded.org_id, roles = excluded.roles, disabled_at = null""")
                    .params(username, passwords.encode(password), orgId,
                            roles.stream().map(Role::text).toArray(String[]::new),
                            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        }
    }

    private Optional<User> find(String username) {
        return jdbc.sql("select * from app_user where username = ? and disabled_at is null")
                .param(username.strip().toLowerCase(Locale.ROOT)).query(Users::row).optional();
    }

    private static User row(ResultSet row, int number) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray()).forEach(text -> Role.of(text).ifPresent(roles::add));
        return new User(row.getString("username"), row.getString("password_hash"), row.getString("org_id"), roles);
    }
}
