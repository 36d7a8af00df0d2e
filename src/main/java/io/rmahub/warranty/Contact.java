package io.rmahub.warranty;

/** What of a registration is no fact for the rules: which article it is, where it stands and whom to write to. */
public record Contact(String productId, String siteAddress, String customerId, String customerEmail,
                      String installerEmail, String language, String purchaseProof) {

    static Contact of(WarrantyRecord record) {
        return new Contact(record.productId(), record.siteAddress(), record.customerId(), record.customerEmail(),
                record.installerEmail(), record.language(), record.purchaseProof());
    }

    /** This, with what is missing filled from the other. */
    Contact or(Contact other) {
        return new Contact(first(productId, other.productId), first(siteAddress, other.siteAddress),
                first(customerId, other.customerId), first(customerEmail, other.customerEmail),
                first(installerEmail, other.installerEmail), first(language, other.language),
                first(purchaseProof, other.purchaseProof));
    }

    private static String first(String value, String other) {
        return value != null ? value : other;
    }
}
