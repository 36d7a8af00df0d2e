package io.rmahub.engine.ingress.verification;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.util.ArrayList;
import java.util.List;

/** Addresses written as CIDR (RFC 4632): {@code 91.216.25.0/24}, {@code ::1/128}. */
final class Networks {

    /** Only the usual spelling: no octal numbers, no missing parts, no names. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false).allowAll(false).allowSingleSegment(false).allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder().allow_inet_aton(false).getParentBuilder().toParams();

    private final List<IPAddress> blocks;

    private Networks(List<IPAddress> blocks) {
        this.blocks = blocks;
    }

    /** @throws IllegalArgumentException naming the property, if there is none or one cannot be read */
    static Networks of(String property, List<String> texts) {
        if (texts == null || texts.isEmpty()) {
            throw new IllegalArgumentException(property + " is missing or empty");
        }
        List<IPAddress> blocks = new ArrayList<>();
        for (String text : texts) {
            IPAddress block = address(text);
            if (block == null) {
                throw new IllegalArgumentException(property + " is no list of addresses such as 192.0.2.0/24");
            }
            blocks.add(block.isPrefixed() ? block.toPrefixBlock() : block);
        }
        return new Networks(List.copyOf(blocks));
    }

    boolean contains(String text) {
        IPAddress address = text == null ? null
                : address(text.contains("%") ? text.substring(0, text.indexOf('%')) : text);
        return address != null && !address.isMultiple() && blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** An IPv4 address in the clothes of IPv6 (RFC 4291, 2.5.5.2) is that IPv4 address. */
    private static IPAddress address(String text) {
        try {
            IPAddress address = new IPAddressString(text.strip(), PLAIN).toAddress();
            return address != null && address.isIPv6() && address.toIPv6().isIPv4Mapped()
                    ? address.toIPv6().getEmbeddedIPv4Address() : address;
        } catch (AddressStringException | IncompatibleAddressException e) {
            return null;
        }
    }
}
