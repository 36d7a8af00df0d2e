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
            "date":"2026-03-02 09:15:00","ticket":{"ticket_id":"@ID@","from":"installer@example.com",\
            "ticket_queue_name":"serwis-gwarancja","ticket_queue_id":32,"subject":"Battery fails",\
            "status_id":"2","substatus_id":"","customer_id":32122,"category_id":"3","user_login":"akowalska",\
            "created_at":"2026-03-02 09:14","updated_at":"2026-03-02 09:14","custom_fields":[\
            {"custom_field_id":11,"name":"serial_number","value":"SB05M0@ID@"},\
            {"custom_field_id":12,"name":"product_sku","value":"BAT-5-LV"},\
            {"custom_field_id":13,"name":"purchase_date","value":"2025-02-01"},\
            {"custom_field_id":15,"name":"production_date","value":"2025-01-10"},\
            {"custom_field_id":16,"name":"site_country","value":"PL"},\
            {"custom_field_id":17,"name":"reason_code","value":"defect"},\
            {"custom_field_id":18,"name":"priority","value":"high"},\
            {"custom_field_id":19,"name":"fault_codes","value":"E117,E213"},\
            {"custom_field_id":20,"name":"visit_required","value":"yes"},\
            {"custom_field_id":21,"name":"warranty","value":"yes"},\
            {"custom_field_id":23,"name":"site_id","value":"SITE-@ID@"},\
            {"custom_field_id":24,"name":"asset_id","value":"ASSET-@ID@"}],\
            "messages":[{"message_id":1,"user_login":"","type":"MAIL",\
            "body":"The battery no longer charges since Sunday, the display shows E117 and then E213.\
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
