package dev.patchbay.type.oauth2.internal;

/** What a person reads beside the form, in Markdown. */
final class OAuth2Guides {
    private static final String TESTING = """

            ## Testing it

            Give a *test URL*: an address of the API that answers only to a valid login, usually the one that tells who is
            signed in, such as `/me` or `/userinfo`. It is called with the token in the `Authorization` header. Without it the
            connection is made untested.
            """;

    static final String AUTHORIZATION_CODE = """
            ## Connecting

            Press *Connect*. The app asks you to sign in and to approve, and sends you back here. If the app says that the
            redirect URI does not match, the OAuth client is not registered as described below.

            ## Registering an OAuth client, once for each app

            1. Sign in to the app's developer pages and create an *OAuth app*, *client* or *integration*. Where it asks for a
               type, it is a **web application**, a *confidential client*.
            2. As **redirect URI** (*callback URL*) enter the one that stands here with the OAuth client, letter for letter: with
               its scheme, without a slash more or less.
            3. Allow the scopes you want to use, and copy client ID and client secret.
            4. Enter them here with the app's endpoints. The documentation names them *authorization URL* and *token URL*; where
               the app has OpenID Connect its *issuer* is enough.

            Many apps give a login that lasts only where a scope such as `offline_access` is asked for, or where `access_type`
            is `offline`. Without it the connection has to be made anew when its token ends, often after an hour.
            """ + TESTING;

    static final String CLIENT_CREDENTIALS = """
            ## What to create at the app

            This way connects a program, not a person: nobody signs in, and it may do what the app allows the client itself.

            1. Sign in to the app's developer pages and create a *service account*, *machine-to-machine application* or *API
               client* that may use the grant **client credentials**.
            2. Give it the permissions the job needs and no others.
            3. Copy client ID and client secret, and from the documentation the *token URL*.
            4. Enter them here. Where the documentation asks for an *audience*, enter that as well.
            """ + TESTING;

    static final String DEVICE_CODE = """
            ## Connecting

            You are shown a short code and an address. Open the address on any device, sign in, enter the code and approve. This
            page notices by itself. Enter a code only where you began the sign-in yourself.

            ## Registering an OAuth client, once for each app

            1. Sign in to the app's developer pages and create an OAuth app that may use the **device flow** (*limited-input
               devices*, RFC 8628). It needs no redirect URI, and usually no secret.
            2. Copy the client ID, and from the documentation the *device authorization URL* and the *token URL*; where the app
               has OpenID Connect its *issuer* is enough.
            """ + TESTING;

    static final String JWT_BEARER = """
            ## What to create at the app

            This way connects a service account: the host signs a short text with a private key, and the app gives a token for
            it (RFC 7523). Nobody signs in.

            1. Sign in to the app's console and create a *service account*, or an integration with *JWT* sign-in.
            2. Create a key for it, **RSA**, or upload the public half of one you made:
               `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem`
            3. Enter the account's ID or e-mail address as client ID, and paste the private key. In a JSON key file it is the
               value of `private_key`; it may be pasted with its `\\n`.
            4. Enter the *token URL*. Fill in *subject* where the account acts for a user, which the app's administrator has to
               allow, and *audience* where the documentation names another one than the token URL.
            """ + TESTING;

    private OAuth2Guides() {}
}
