// Generated from the server's openapi.json; never edited.
export interface paths {
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what happened to mails
         * @description Up to 1000 events at once. Safe to repeat: an event with the same eventId, time and recipient counts once. Answers 200 when at least one event was accepted or known, 400 when all were refused.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries, newest first
         * @description Every part of the filter that is given must hold. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Did it arrive, if not why, and whose move is it */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May I mail these addresses now
         * @description One to 10000 addresses; one answer each, in the same order. An address that was never mailed may be mailed.
         */
        post: operations["checkSuppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block an address by hand */
        post: operations["addSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift all that blocks an address now
         * @description A complaint is lifted only after the recipient has undone it: then give recipientAgreed. What happens later blocks anew.
         */
        post: operations["liftSuppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the rules say of a reply
         * @description Nothing is stored.
         */
        post: operations["classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ruleset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The active ruleset, whole */
        get: operations["getRuleset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rulesets/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A ruleset that gave verdicts here, now or earlier */
        get: operations["getRulesetByDigest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description May this address be mailed now; if not, why and until when. */
        AddressCheck: {
            address: string;
            maySend: boolean;
            /** @description hard-bounce, complaint, unsubscribe, manual, address-syntax. An open list: do not send when in doubt. */
            cause: string | null;
            since: string | null;
            /** @description Null with a cause: for ever. */
            until: string | null;
            category: string | null;
            ruleId: string | null;
            ruleVersion: number | null;
            rulesetDigest: string | null;
            deliveryId: string | null;
            suppressionId: string | null;
        };
        /** @description Refused or returned; no further attempt is expected. */
        BouncedEvent: {
            /** @constant */
            type: "bounced";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
        };
        /** @description A verdict with its proof: which rule, in which version, on which evidence. */
        Classification: {
            verdict: components["schemas"]["Verdict"];
            bounceType: ("hard" | "soft") | null;
            label: ("HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder") | null;
            /** @enum {string} */
            confidence: "certain" | "likely" | "fallback" | "none";
            pluginId: string | null;
            pluginVersion: string | null;
            ruleId: string | null;
            ruleVersion: number | null;
            span: {
                start: number;
                end: number;
            } | null;
            runnersUp: {
                ruleId: string;
                ruleVersion: number;
                verdict: components["schemas"]["Verdict"];
            }[];
            rulesetDigest: string | null;
        };
        /** @description A link of the message was followed, by a person or a machine. */
        ClickedEvent: {
            /** @constant */
            type: "clicked";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            userAgent?: string;
            ip?: string;
            url: string;
        };
        /** @description An attempt failed and will be repeated. */
        DeferredEvent: {
            /** @constant */
            type: "deferred";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
        };
        /** @description The receiving server accepted the message. That is not the inbox. */
        DeliveredEvent: {
            /** @constant */
            type: "delivered";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
        };
        /** @description One message to one recipient: the unit of status. */
        Delivery: {
            /** Format: uuid */
            id: string;
            messageId: string;
            /** @description False: the sending system never told of it, only a returned mail does. */
            sent: boolean;
            recipient: {
                /** Format: uuid */
                id: string;
                address: string | null;
                domain: string;
            };
            /** @enum {string} */
            status: "processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained";
            /** Format: date-time */
            statusAt: string;
            label: ("HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder") | null;
            verdict: components["schemas"]["Verdict"] | null;
            replyCode: number | null;
            enhancedStatusCode: string | null;
            ruleId: string | null;
            ruleVersion: number | null;
            explanation: components["schemas"]["Explanation"];
            /** @enum {string} */
            engagement: "none" | "opened" | "clicked";
            opens: number;
            clicks: number;
            openedAt: string | null;
            clickedAt: string | null;
            deliveredAt: string | null;
            /** Format: date-time */
            firstEventAt: string;
            /** Format: date-time */
            lastEventAt: string;
            attempts: number;
            tags: {
                [key: string]: string;
            };
            timeline: components["schemas"]["TimelineEntry"][];
        };
        /** @description Not delivered because of a setting of the sender. */
        DiscardedEvent: {
            /** @constant */
            type: "discarded";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
            /** @description Why, in the words of the sending system. */
            reason?: string;
        };
        Event: components["schemas"]["ProcessedEvent"] | components["schemas"]["SuspendedEvent"] | components["schemas"]["DeferredEvent"] | components["schemas"]["DeliveredEvent"] | components["schemas"]["BouncedEvent"] | components["schemas"]["RejectedEvent"] | components["schemas"]["DiscardedEvent"] | components["schemas"]["OpenedEvent"] | components["schemas"]["ClickedEvent"] | components["schemas"]["ReportEvent"];
        /** @description What happened, what to do, and whose move it is. */
        Explanation: {
            cause: string;
            remedy: string;
            /** @enum {string} */
            actor: "sender" | "sending-operator" | "recipient" | "receiving-operator" | "nobody";
        };
        /** @description What became of the events. Refused ones are kept in quarantine, and have to be sent again, corrected. */
        IngestAnswer: {
            /** @description Events stored now. */
            accepted: number;
            /** @description Events that were there already. */
            duplicates: number;
            refused: {
                /** @description Place in the request, from 0. */
                index: number;
                eventId: string | null;
                /** @description The field to blame. */
                path: string | null;
                message: string;
            }[];
        };
        /** @description A delivery as lists show it: without its timeline. */
        ListedDelivery: {
            /** Format: uuid */
            id: string;
            messageId: string;
            /** @description False: the sending system never told of it, only a returned mail does. */
            sent: boolean;
            recipient: {
                /** Format: uuid */
                id: string;
                address: string | null;
                domain: string;
            };
            /** @enum {string} */
            status: "processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained";
            /** Format: date-time */
            statusAt: string;
            label: ("HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder") | null;
            verdict: components["schemas"]["Verdict"] | null;
            replyCode: number | null;
            enhancedStatusCode: string | null;
            ruleId: string | null;
            ruleVersion: number | null;
            explanation: components["schemas"]["Explanation"];
            /** @enum {string} */
            engagement: "none" | "opened" | "clicked";
            opens: number;
            clicks: number;
            openedAt: string | null;
            clickedAt: string | null;
            deliveredAt: string | null;
            /** Format: date-time */
            firstEventAt: string;
            /** Format: date-time */
            lastEventAt: string;
            attempts: number;
            tags: {
                [key: string]: string;
            };
        };
        /** @description The message's images were loaded, by a person or a machine. */
        OpenedEvent: {
            /** @constant */
            type: "opened";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            userAgent?: string;
            ip?: string;
        };
        /** @description What went wrong (RFC 9457): a code to branch on, and a sentence that names the field and the way out. */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors?: {
                path: string;
                message: string;
            }[];
        };
        /** @description The sending system took the message on; it is not delivered yet. */
        ProcessedEvent: {
            /** @constant */
            type: "processed";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
        };
        /** @description Not tried, because the recipient is suppressed. */
        RejectedEvent: {
            /** @constant */
            type: "rejected";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
            /** @description Why, in the words of the sending system. */
            reason?: string;
        };
        /** @description A mail that came back, whole. */
        ReportEvent: {
            /** @constant */
            type: "report";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * Format: base64
             * @description The returned mail (RFC 5322), base64: a DSN, a feedback report, an automatic reply.
             */
            raw: string;
        };
        /** @description What the remote server answered (RFC 5321). */
        SmtpReply: {
            replyCode: number | null;
            enhancedStatusCode: string | null;
            text: string;
        };
        /** @description Set aside for later processing. */
        SuspendedEvent: {
            /** @constant */
            type: "suspended";
            /** @description Recognises a repetition. Made from the content when absent. */
            eventId?: string;
            /**
             * @description Whose mail it is. The service may have a default.
             * @example default
             */
            tenant?: string;
            /**
             * @description One mail as submitted: best its Message-ID. Angle brackets around it do not count.
             * @example 20261123.1@example.com
             */
            messageId: string;
            /**
             * @description Address the message was meant for (RFC 5321), without angle brackets.
             * @example ann@example.com
             */
            recipient: string;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            occurredAt: string;
            /** @description Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff. */
            tags?: {
                [key: string]: string;
            };
            /**
             * @description The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).
             * @example 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown
             */
            reply?: string;
            /**
             * @description The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.
             * @enum {string}
             */
            command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
            /**
             * @description The receiving server.
             * @example mx1.example.com
             */
            mxHost?: string;
            remoteIp?: string;
            /** @description Counts the attempts of this delivery from 1. */
            attempt?: number;
            /**
             * Format: date-time
             * @description When it happened: RFC 3339 with an offset.
             * @example 2026-11-23T09:30:00Z
             */
            until?: string;
            /** @description Why, in the words of the sending system. */
            reason?: string;
        };
        TimelineEntry: {
            eventId: string;
            /** @description processed, deferred, delivered, bounced, opened, complained, … An open list. */
            type: string;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            receivedAt: string;
            reply: components["schemas"]["SmtpReply"] | null;
            command: string | null;
            mxHost: string | null;
            remoteIp: string | null;
            attempt: number | null;
            classification: components["schemas"]["Classification"] | null;
            userAgent: string | null;
            ip: string | null;
            url: string | null;
            reason: string | null;
            reportId: string | null;
        };
        /** @description Three axes that are never merged into one word. */
        Verdict: {
            /**
             * @description What happened. An open list: take a value you do not know for "other".
             * @example mailbox-full
             */
            category: string;
            permanence: ("permanent" | "transient") | null;
            scope: ("recipient" | "domain" | "sender" | "message" | "network") | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: components["schemas"]["Event"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestAnswer"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IngestAnswer"] | components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Letter case does not matter. */
                recipient?: string;
                messageId?: string;
                /** @description One of these; repeat the parameter for several. */
                status?: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained") | ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[];
                label?: "HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder";
                /** @description First event at this time or later. */
                since?: string;
                /** @description First event before this time. */
                until?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
                language?: "en" | "nl";
                audience?: "support" | "developer" | "recipient";
            };
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["ListedDelivery"][];
                        hasNextPage: boolean;
                        endCursor: string | null;
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: {
                language?: "en" | "nl";
                audience?: "support" | "developer" | "recipient";
            };
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkSuppressions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    addresses: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: components["schemas"]["AddressCheck"][];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSuppression: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: string;
                    /** @description Why, for those who read the history. */
                    reason: string;
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
                    /**
                     * @default manual
                     * @enum {string}
                     */
                    cause?: "manual" | "unsubscribe";
                    /**
                     * Format: date-time
                     * @description For ever when absent.
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressCheck"];
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liftSuppressions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: string;
                    /** @description Why, for those who read the history. */
                    reason: string;
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
                    /** @default false */
                    recipientAgreed?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lifted: number;
                        check: components["schemas"]["AddressCheck"];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    classify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example 550 5.1.1 User unknown */
                    reply: string;
                    /** @enum {string} */
                    command?: "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "DOT" | "RSET" | "QUIT";
                    mxHost?: string;
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "nl";
                    /**
                     * @default support
                     * @enum {string}
                     */
                    audience?: "support" | "developer" | "recipient";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reply: components["schemas"]["SmtpReply"];
                        classification: components["schemas"]["Classification"];
                        explanation: components["schemas"]["Explanation"];
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        digest: string;
                        ruleset: {
                            plugins: ({
                                id: string;
                                version: string;
                                name: string;
                                rules: {
                                    [key: string]: unknown;
                                }[];
                            } & {
                                [key: string]: unknown;
                            })[];
                        };
                    };
                };
            };
            /** @description Default Response */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getRulesetByDigest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        digest: string;
                        ruleset: {
                            plugins: ({
                                id: string;
                                version: string;
                                name: string;
                                rules: {
                                    [key: string]: unknown;
                                }[];
                            } & {
                                [key: string]: unknown;
                            })[];
                        };
                    };
                };
            };
            /** @description Default Response */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
