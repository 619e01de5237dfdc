package dev.patchbay.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class SpecialAddressesTest {
    private final SpecialAddresses special = new SpecialAddresses(a -> false);

    private Optional<String> kind(String address) throws Exception {
        return special.kind(InetAddress.getByName(address));
    }

    @Test
    public void noSpecialAddressPasses() throws Exception {
        for (String address : List.of("0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255",
                "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254", "169.254.0.1", "172.16.0.1",
                "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
                "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
                "::", "::1", "::7f00:1", "::8.8.8.8", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
                "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:a00:1::",
                "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1", "2001:10::1", "2001:1::1", "3fff::1",
                "100::1", "4000::1", "::ffff:0:7f00:1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1")) {
            assertTrue(address, kind(address).isPresent());
        }
    }

    @Test
    public void publicAddressesPass() throws Exception {
        for (String address : List.of("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                "126.255.255.255", "128.0.0.1", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
                "192.0.1.1", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
                "2606:4700:4700::1111", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1",
                "2001:0:808:808:8000:63bf:f7f7:f7f7", "2001:4860:4860::8888", "2606:4700::5efe:808:808")) {
            assertEquals(address, Optional.empty(), kind(address));
        }
    }

    @Test
    public void aMappedAddressIsJudgedByItsBytesWhateverItsClass() throws Exception {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 127, 0, 0, 1};
        InetAddress raw = Inet6Address.getByAddress("x", mapped, -1);
        assertTrue(special.kind(raw).isPresent());
    }

    @Test
    public void reasonsAreForPeople() throws Exception {
        assertEquals(Optional.of("a private address"), kind("10.1.2.3"));
        assertEquals(Optional.of("a loopback address"), kind("::1"));
        assertEquals(Optional.of("a link-local address inside an IPv6 address"), kind("64:ff9b::a9fe:a9fe"));
        assertEquals(Optional.of("a broadcast address"), kind("255.255.255.255"));
    }

    @Test
    public void thisMachinesPublicAddressIsSpecial() throws Exception {
        SpecialAddresses machine = new SpecialAddresses(InetAddress.getByName("8.8.8.8")::equals);
        assertEquals(Optional.of("an address of this machine"), machine.kind(InetAddress.getByName("8.8.8.8")));
        assertEquals(Optional.empty(), machine.kind(InetAddress.getByName("8.8.4.4")));
    }
}
