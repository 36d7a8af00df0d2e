package io.rmahub.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whole HTTP requests as Thulium posts them to the hub's webhook, headers included. */
public final class ThuliumPosts {

    /** Path of the door. */
    public static final String PATH = "/api/integrations/thulium/rma-webhook";

    private static final String AUTHORIZATION = "Basic " + Base64.getEncoder()
            .encodeToString("thulium:sandbox-thulium-hook".getBytes(StandardCharsets.UTF_8));
    private static final String THIN =
            "action=TICKET_CREATED&ticket_id=@ID@&customer_id=32122&agent_login=null&date=2026-03-02+09%3A15%3A00";
    /** A storage unit that has failed and needs somebody on site: the case concerns all neighbours. */
    private static final String RICH = """
            {"action":"TICKET_CREATED","ticket_id":"@ID@","customer_id":"32122","agent_login":null,\
            "date":"2026-03-02 09:15:00","ticket":{"ticket_id":@ID@,"from":"installer@example.org",\
            "ticket_queue_name":"warranty@example.org","ticket_queue_id":32,"subject":"Storage unit fails",\
            "status_id":"2","substatus_id":"2","customer_id":32122,"category_id":"3","user_login":"akowalski",\
            "created_at":"2026-03-02 09:14","updated_at":"2026-03-02 09:14","custom_fields":[\
            {"name":"serial_number","value":"LT@ID@"},{"name":"product_sku","value":"BTS-5K"},\
            {"name":"warranty","value":"yes"},{"name":"site_id","value":"SITE-@ID@"},\
            {"name":"asset_id","value":"ASSET-@ID@"},{"name":"site_country","value":"PL"},\
            {"name":"reason_code","value":"defect"},{"name":"priority","value":"high"},\
            {"name":"visit_requested","value":"yes"},{"name":"purchased_on","value":"2025-02-01"},\
            {"name":"produced_on","value":"2025-01-10"},{"name":"fault_codes","value":"E021, E117"}],\
            "messages":[{"message_id":@ID@,"user_login":"","type":"MAIL",\
            "body":"The battery no longer charges since Sunday, the display shows E021 and then E117.\
             A restart did not help. Please come and look at it.",\
            "comment":"","system_comment":"","created_at":"2026-03-02 09:14","attachments":[]}]}}""";

    private ThuliumPosts() {
    }

    /** The thin form event; the hub fetches the ticket itself. */
    public static byte[] thin(String ticketId) {
        return request(PATH, "application/x-www-form-urlencoded", THIN.replace("@ID@", ticketId));
    }

    /** The event with the whole ticket in it. */
    public static byte[] rich(String ticketId) {
        return request(PATH, "application/json", RICH.replace("@ID@", ticketId));
    }

    /** A POST with Thulium's credentials. */
    public static byte[] request(String path, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + AUTHORIZATION
                + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
