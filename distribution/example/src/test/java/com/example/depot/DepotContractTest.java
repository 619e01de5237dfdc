package com.example.depot;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** What every provider must keep to, with a stand-in that checks each signature. */
public class DepotContractTest extends ConnectionProviderContract {
    private static final Secret KEY = Secret.of("c2lnbmluZy1rZXktMDAwMQ");

    @Override
    protected ConnectionProvider provider() {
        return new DepotConnectionProvider();
    }

    @Override
    protected TestApp app() {
        DepotStandIn depot = new DepotStandIn("DK1A2B3C4D5E", KEY.reveal());
        return HttpApp.answering(request -> depot.isSigned(request) ? HttpApp.Answer.json(200, "{}") : HttpApp.Answer.of(401));
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("key").with(DepotConnectionProvider.REGION, "eu")
                .with(DepotConnectionProvider.KEY_ID, "DK1A2B3C4D5E")
                .with(DepotConnectionProvider.SIGNING_KEY, KEY)
                .standIn(port);
    }

    @Override
    protected SampleConnection stored(int version) {
        return SampleConnection.of("key").with("user", "DK1A2B3C4D5E").with(DepotConnectionProvider.SIGNING_KEY, KEY);
    }
}
