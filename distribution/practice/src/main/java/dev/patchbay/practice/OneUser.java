package dev.patchbay.practice;

import java.security.MessageDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/** The user list of the practice server: one user, who may write in one folder. */
final class OneUser implements UserManager {
    private final String name;
    private final byte[] password;
    private final Path home;

    OneUser(String name, String password, Path home) {
        this.name = name;
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.home = home;
    }

    @Override
    public @Nullable User getUserByName(String asked) {
        return doesExist(asked) ? user() : null;
    }

    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (authentication instanceof UsernamePasswordAuthentication login
                && doesExist(login.getUsername())
                && MessageDigest.isEqual(password, String.valueOf(login.getPassword()).getBytes(StandardCharsets.UTF_8))) {
            return user();
        }
        throw new AuthenticationFailedException("not this user with this password");
    }

    private User user() {
        BaseUser user = new BaseUser();
        user.setName(name);
        user.setHomeDirectory(home.toString());
        /* without a word on concurrent logins there are none; 0 is any number */
        user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0)));
        return user;
    }

    @Override
    public String[] getAllUserNames() {
        return new String[] {name};
    }

    @Override
    public boolean doesExist(@Nullable String asked) {
        return name.equals(asked);
    }

    @Override
    public void delete(String asked) {
        throw new UnsupportedOperationException("the practice server keeps its user");
    }

    @Override
    public void save(User user) {
        throw new UnsupportedOperationException("the practice server keeps its user");
    }

    @Override
    public String getAdminName() {
        return name;
    }

    @Override
    public boolean isAdmin(String asked) {
        return false;
    }
}
