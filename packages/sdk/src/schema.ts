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
    "/v1/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a message as a whole
         * @description Its deliveries, one per recipient: GET /v1/deliveries?messageId=…
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What every status means, and what it does not prove */
        get: operations["listStatuses"];
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
        /**
         * What blocks or blocked addresses, newest first
         * @description Where few of many block, a page may be shorter than asked while another follows. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listSuppressions"];
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
         * @description A complaint is lifted only after the recipient has undone it: then give recipientAgreed. What happens later blocks anew. A retired address is brought back instead.
         */
        post: operations["liftSuppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppression-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What blocks an address, and for how long */
        get: operations["getSuppressionPolicy"];
        /**
         * Set what blocks an address, and for how long
         * @description The whole policy; what is absent has its default. It holds at once, for earlier bounces, too.
         */
        put: operations["setSuppressionPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All blocks as a file
         * @description One line a block, recipient by recipient, as text/csv or application/x-ndjson; with addresses that are to be retired. The key needs addresses:read.
         */
        get: operations["exportSuppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How mails did
         * @description A delivery belongs to the hour of its first event, and counts once, as it stands now: what becomes known later changes the hour then. Groups come by time, the largest first; those without any mail are absent. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statistics/rejections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What held mail back, by cause
         * @description By the cause of the block at that time, as far as we know now. Of mails that are still kept; at most 200,000 rejected ones.
         */
        get: operations["getRejections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recipients/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget a person, and keep the blocks */
        post: operations["eraseRecipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recipients/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All we know of a person
         * @description Address, blocks, deliveries with all that happened; and what is about them or names them: returned mails and quarantined messages whole (base64), entries of the log, what was pushed. One JSON document; it may take minutes.
         */
        post: operations["exportRecipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was forgotten, newest first
         * @description Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long things are kept */
        get: operations["getRetentionPolicy"];
        /**
         * Set how long things are kept
         * @description At most as long as the service keeps anything. What is older goes within an hour.
         */
        put: operations["setRetentionPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is this address worth a mail
         * @description Its writing, its domain, whether that takes mail, likely typing errors, and what you know of it. No mail is sent and no mail server is called.
         */
        post: operations["checkAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/check-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which of these addresses are worth a mail
         * @description One to 100 addresses; one answer each, in the same order. Costs as much as asking for each.
         */
        post: operations["checkAddresses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/domains/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Are SPF, DKIM, DMARC, MX and the names of the sending addresses in order
         * @description Each finding says what to change and, where that can be said, the record to publish.
         */
        post: operations["checkDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses that need a person’s attention, newest first
         * @description Recipients whose latest mail that tells something failed, was reported as unwanted or was answered by a machine. Once a later mail is accepted they are gone from the list; a complaint stays. A filter leaves gaps: a page may be shorter than asked while another follows.
         */
        get: operations["listAddressesToReview"];
        put?: never;
        /**
         * Note that somebody looked at an address
         * @description It counts for what is known now: something new brings the address back to the list.
         */
        post: operations["reviewAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an address out of use, from a date on
         * @description What happened to it stays. From the date on a check answers `retired`, until it is brought back. A second call changes date and successor.
         */
        post: operations["retireAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/addresses/bring-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a retired address into use again
         * @description Or drop the date for it. What else blocks the address goes on blocking, and stands in the answer.
         */
        post: operations["bringBackAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recipients/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What we know of an address
         * @description What was sent to it: `GET /v1/deliveries?recipient=`.
         */
        post: operations["findRecipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returned mails, newest first
         * @description Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One returned mail */
        get: operations["getReport"];
        put?: never;
        post?: never;
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
    "/v1/reports/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the rules say of a returned mail
         * @description For somebody with a bounce at hand. Nothing is stored. What a mail program shows does not prove that a machine sent it: that is taken on your word.
         */
        post: operations["classifyReport"];
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
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes (server-sent events)
         * @description Each event has the type of a PushedEvent as its name and the PushedEvent as its data. After a break come back with the header Last-Event-ID: nothing is lost while it is kept (OUTBOX_HOURS); some may come twice, with the same id in the data. Every part of the filter that is given must hold. An event `error` says why the stream ends.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks of the tenant */
        get: operations["listWebhooks"];
        put?: never;
        /** Have events pushed to an address */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a webhook, with what waited for it */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook; what is absent stays
         * @description `enabled: true` also switches on again what was switched off for failing: what waited goes out.
         */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; the former one signs too for a while */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event */
        post: operations["pingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send one event again, or those of a time */
        post: operations["resendWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was pushed, newest first, with the tries */
        get: operations["listWebhookMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What somebody should look at, newest first
         * @description Trouble on the sending side is shown to those who run it: keys with the role operator or admin.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody takes care: no more reminders */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is watched for */
        get: operations["listAlertRules"];
        put?: never;
        /** Watch for something */
        post: operations["addAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Watch for it no more; what it opened is closed */
        delete: operations["removeAlertRule"];
        options?: never;
        head?: never;
        /**
         * Change what is watched for, or switch it off and on
         * @description The whole is checked as a new rule is. What it opened stays open while it is out of line by the changed rule, too.
         */
        patch: operations["changeAlertRule"];
        trace?: never;
    };
    "/v1/silent-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mails without a final event though it was due
         * @description Longest due first. Known while a rule `mail-silent` is there.
         */
        get: operations["listSilentDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What could not be decoded, newest first
         * @description A message is the tenant’s that it names; one in which none can be read is shown to those alone who ask for every tenant. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listQuarantinedMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One quarantined message */
        get: operations["getQuarantinedMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a quarantined message, as they came
         * @description They may name people: the key needs addresses:read as well.
         */
        get: operations["getQuarantinedContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read quarantined messages again, as if they came now
         * @description After what was wrong is mended: a topic, RETENTION_DAYS, the database, this service. What is understood now is stored and leaves quarantine; what is refused again stays, with the reason of now. Twice is once.
         */
        post: operations["replayQuarantinedMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove quarantined messages for good */
        post: operations["discardQuarantinedMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of your tenant, newest first
         * @description A key of every tenant that asks for none sees those of all. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make a key
         * @description To rotate one, make the next, change over, and revoke the first.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a key
         * @description Other servers know it within half a minute; open streams of the key end. Twice is once.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first
         * @description What concerns every tenant is shown to keys of every tenant. Go on with `after` = `endCursor` while there is a next page.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over blocks that were kept elsewhere
         * @description Content type text/csv (a header names the columns) or application/x-ndjson, up to 100,000 lines: address, and where known cause, since, until, stream, reason, and of a retired address its successor. Safe to repeat. Each line is judged for itself; lines with active=false or an until that is past are skipped.
         */
        post: operations["importSuppressions"];
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
            /** @description hard-bounce, soft-bounce, complaint, unsubscribe, manual, retired, address-syntax. An open list: do not send when in doubt. */
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
            /** @description What kind of mail it blocks; null with a cause: any. */
            stream: ("transactional" | "marketing") | null;
        };
        /** @description What can be said of an address before mailing it. */
        AddressReport: {
            /** @description As asked. */
            address: string;
            /**
             * @description undeliverable: mail will not arrive. blocked: you do not mail it now. could-not-check: DNS did not answer. no-objection: nothing speaks against it; whether the mailbox exists shows a mail.
             * @enum {string}
             */
            conclusion: "no-objection" | "could-not-check" | "blocked" | "undeliverable";
            /** @description In ASCII; null when the address cannot be read. */
            domain: string | null;
            /** @description Of a fault of writing: which part of the address, in UTF-16 units, `end` exclusive. */
            place: {
                start: number;
                end: number;
            } | null;
            /** @description The address that was most likely meant. */
            suggestion: string | null;
            findings: components["schemas"]["Finding"][];
            check: components["schemas"]["AddressCheck"];
            /** @description Null: never mailed, or the key may not read mail. */
            lastDelivery: {
                /** Format: uuid */
                id: string;
                messageId: string;
                /** @enum {string} */
                status: "processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained";
                /** Format: date-time */
                statusAt: string;
            } | null;
        };
        /** @description A recipient that needs a person’s attention. */
        AddressToReview: {
            recipient: {
                /** Format: uuid */
                id: string;
                address: string | null;
                domain: string;
            };
            /** @enum {string} */
            label: "HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder";
            /** @description The label in the language asked for. */
            labelText: string;
            /** @description The server’s own words; null: it sent none. */
            reply: components["schemas"]["SmtpReply"] | null;
            /** @description The delivery that tells of it, with what to do and whose move it is. */
            delivery: components["schemas"]["ListedDelivery"];
            /** @description What blocks the recipient now, and longest. */
            suppression: components["schemas"]["Suppression"] | null;
            /** @description The latest. */
            review: components["schemas"]["Review"] | null;
            /** @description False again once something new happened. */
            reviewed: boolean;
        };
        /** @description Something that somebody should look at. */
        Alert: {
            /** Format: uuid */
            id: string;
            /**
             * @description mail-failed, mail-silent, rate, sender-trouble, webhook-failing. An open list.
             * @example rate
             */
            kind: string;
            /** @description Null: a rule of the service itself. */
            ruleId: string | null;
            /** @description What it is about; one open alert per cause. */
            cause: string;
            forOperators: boolean;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            closedAt: string | null;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            /** @description 1 when opened; one more with every reminder and at the end. */
            sequence: number;
            explanation: {
                en: {
                    cause: string;
                    remedy: string;
                };
                nl: {
                    cause: string;
                    remedy: string;
                };
            };
            /** @description The numbers behind it. */
            detail: {
                [key: string]: unknown;
            };
        };
        /** @description It is over, or was acknowledged. */
        AlertClosed: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "alert.closed";
            data: components["schemas"]["Alert"];
        };
        /** @description Something needs attention. */
        AlertOpened: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "alert.opened";
            data: components["schemas"]["Alert"];
        };
        /** @description It still needs attention. */
        AlertReminded: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "alert.reminded";
            data: components["schemas"]["Alert"];
        };
        /** @description What is watched for. */
        AlertRule: {
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
            enabled: boolean;
            remindEveryMinutes: number | null;
            quietMinutes: number;
            /** @description What the kind needs. */
            settings: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        /** @description What is absent stays; which fields a rule has depends on its kind. */
        AlertRuleChange: {
            name?: string;
            enabled?: boolean;
            /** @description Null: told once. */
            remindEveryMinutes?: number | null;
            quietMinutes?: number;
            statuses?: ("hard-bounced" | "soft-bounced" | "rejected" | "discarded" | "complained")[];
            /** @description Only mails with this tag, such as those that must not be missed. */
            tag?: {
                name: string;
                value: string;
            } | null;
            afterMinutes?: number;
            minimumObservations?: number;
            /** @enum {string} */
            rate?: "bounce" | "hard-bounce" | "complaint" | "rejected" | "deferred";
            above?: number;
            windowMinutes?: number;
            minimumVolume?: number;
            minimum?: number;
        };
        /** @description A key for programs and people. Its secret is not kept. */
        ApiKey: {
            /** @description As it stands in the key and in the audit log. */
            id: string;
            name: string;
            /** @description Null: for every tenant. */
            tenant: string | null;
            roles: ("sender" | "support" | "developer" | "operator" | "admin")[];
            /** Format: date-time */
            createdAt: string;
            /** @description The key with which it was made. */
            createdBy: string;
            /** @description Null: does not end. */
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description Null: never used. */
            lastUsedOn: string | null;
        };
        /** @description Who changed what, and when. */
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description Null: it concerns every tenant. */
            tenant: string | null;
            /** @description Who changed it: the person where one was named, and the key. */
            actor: string;
            /** @description What was done, such as suppression.lift or api-key.create. An open list. */
            action: string;
            /** @description The id of what was changed. */
            subject: string;
            /** @description More of it, such as the reason. */
            detail: {
                [key: string]: unknown;
            } | null;
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
        /** @description A returned mail, read and judged. */
        ClassifiedReport: {
            /** @description bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list. */
            kind: string;
            /** @description The kind in a sentence. */
            meaning: string;
            /** @description Which reader understood it. */
            reader: string | null;
            /** @description Whom it speaks of, at most 100. */
            recipients: {
                recipient: string;
                /** @description The address that was mailed, where it forwards. */
                originalRecipient: string | null;
                /** @description failed, delayed, delivered, relayed, expanded (RFC 3464 §2.3.3). */
                action: string | null;
                reply: components["schemas"]["SmtpReply"] | null;
                /** @description The Status field as sent. */
                status: string | null;
                remoteMta: string | null;
                command: string | null;
                classification: components["schemas"]["Classification"];
                explanation: components["schemas"]["Explanation"];
            }[];
            original: components["schemas"]["OriginalMail"];
            /** @description Of how the returned mail was sent. An open list. */
            signs: string[];
            reportingMta: string | null;
            /** @description Of the report itself. */
            messageId: string | null;
            date: string | null;
            /** @description Of a feedback report (RFC 5965). */
            feedbackType: string | null;
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
            /** @description The HTTP method of the request: HEAD is a machine. */
            method?: string;
            ip?: string;
            url: string;
            /** @description The link is one that no person can see, put there to recognise machines. */
            hidden?: boolean;
        };
        /** @description A new key, with what to send. */
        CreatedApiKey: {
            /** @description Send it as "authorization: Bearer <key>". Shown this once. */
            key: string;
            apiKey: components["schemas"]["ApiKey"];
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
            /** @description What the status does not prove. */
            caveat: string;
            /** @description What people and machines on the other side did. */
            engagement: {
                /** @enum {string} */
                level: "none" | "opened" | "clicked";
                humanOpens: number;
                humanClicks: number;
                machineOpens: number;
                machineClicks: number;
                humanOpenedAt: string | null;
                humanClickedAt: string | null;
                humanLastAt: string | null;
            };
            /** @description Of people and machines. */
            opens: number;
            /** @description Of people and machines. */
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
        /** @description A delivery has this status now. */
        DeliveryStatusChanged: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "delivery.status-changed";
            data: {
                /** Format: uuid */
                id: string;
                messageId: string;
                recipient: {
                    /** Format: uuid */
                    id: string;
                    /** @description Null once the person was erased. */
                    address: string | null;
                    domain: string;
                };
                /** @enum {string} */
                status: "processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained";
                /** Format: date-time */
                statusAt: string;
                sent: boolean;
                label: ("HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder") | null;
                /** @description What happened, whether later can succeed, whom it hits next. Open lists. */
                verdict: {
                    category: string;
                    permanence: string | null;
                    scope: string | null;
                } | null;
                replyCode: number | null;
                enhancedStatusCode: string | null;
                ruleId: string | null;
                ruleVersion: number | null;
                explanation: {
                    /** @enum {string} */
                    actor: "sender" | "sending-operator" | "recipient" | "receiving-operator" | "nobody";
                    en: {
                        cause: string;
                        remedy: string;
                    };
                    nl: {
                        cause: string;
                        remedy: string;
                    };
                };
                tags: {
                    [key: string]: string;
                };
            };
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
        /** @description Whether receivers can tell that mails of a domain are its own. */
        DomainReport: {
            /** @description In ASCII. */
            domain: string;
            /**
             * @description Of the gravest finding.
             * @enum {string}
             */
            severity: "ok" | "advice" | "problem" | "could-not-check";
            /** @description Codes begin with mx, spf, dkim, dmarc or ptr. */
            findings: components["schemas"]["Finding"][];
        };
        /** @description The record that a person was forgotten; blocks keep working. */
        Erasure: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description A keyed hash of the address: no way back without the key.
             */
            recipientId: string;
            /** Format: date-time */
            erasedAt: string;
            erasedBy: string;
            reason: string;
            /** @description What was cleared, counted. */
            cleared: {
                /** @description 1: the address; 0: it was gone already. */
                address: number;
                /** @description Events without the ids, user agents, networks and links that stood there. */
                events: number;
                /** @description Returned mails. */
                reports: number;
                /** @description Messages that could not be decoded and named the address. */
                quarantined: number;
                /** @description Words of staff that named the address. */
                notes: number;
                /** @description Webhook messages and answers that named the address. */
                pushed: number;
            };
        };
        Event: components["schemas"]["ProcessedEvent"] | components["schemas"]["SuspendedEvent"] | components["schemas"]["DeferredEvent"] | components["schemas"]["DeliveredEvent"] | components["schemas"]["BouncedEvent"] | components["schemas"]["RejectedEvent"] | components["schemas"]["DiscardedEvent"] | components["schemas"]["OpenedEvent"] | components["schemas"]["ClickedEvent"] | components["schemas"]["ReportEvent"];
        /** @description What happened, what to do, and whose move it is. */
        Explanation: {
            cause: string;
            remedy: string;
            /** @enum {string} */
            actor: "sender" | "sending-operator" | "recipient" | "receiving-operator" | "nobody";
        };
        /** @description One thing that a check found out. */
        Finding: {
            /**
             * @description What was found. An open list.
             * @example domain-null-mx
             */
            code: string;
            /**
             * @description could-not-check says nothing against it: check again later.
             * @enum {string}
             */
            severity: "ok" | "advice" | "problem" | "could-not-check";
            /** @description What was found, and what to do. */
            text: string;
            /** @description What to publish in DNS, where that can be said. */
            record: {
                name: string;
                type: string;
                value: string;
            } | null;
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
            /** @description What the status does not prove. */
            caveat: string;
            /** @description What people and machines on the other side did. */
            engagement: {
                /** @enum {string} */
                level: "none" | "opened" | "clicked";
                humanOpens: number;
                humanClicks: number;
                machineOpens: number;
                machineClicks: number;
                humanOpenedAt: string | null;
                humanClickedAt: string | null;
                humanLastAt: string | null;
            };
            /** @description Of people and machines. */
            opens: number;
            /** @description Of people and machines. */
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
        /** @description Tell of every mail that failed. */
        MailFailedRule: {
            name: string;
            /** @default true */
            enabled: boolean;
            /** @description How often to tell again while it lasts; once when absent. */
            remindEveryMinutes?: number | null;
            /** @constant */
            kind: "mail-failed";
            /**
             * @default [
             *       "hard-bounced",
             *       "soft-bounced",
             *       "rejected",
             *       "discarded"
             *     ]
             */
            statuses: ("hard-bounced" | "soft-bounced" | "rejected" | "discarded" | "complained")[];
            /** @description Only mails with this tag, such as those that must not be missed. */
            tag?: {
                name: string;
                value: string;
            } | null;
            /**
             * @description Over, after so long without anything out of line.
             * @default 10080
             */
            quietMinutes: number;
        };
        /** @description Deliveries counted, each once, as they stand now. */
        MailFigures: {
            deliveries: number;
            /** @description Deliveries by status. */
            counts: {
                [key: string]: number;
            };
            /** @description All but those rejected and discarded, which were never sent. */
            tried: number;
            /** @description The receiving server accepted them, whatever came later. */
            accepted: number;
            /** @description Accepted, or proven by the recipient, and not bounced later. */
            effectiveDelivered: number;
            bouncedAfterAcceptance: number;
            /** @description An attempt failed at least once and was to be repeated. */
            deferred: number;
            /** @description Opened by a person, as far as can be told. */
            opened: number;
            /** @description Clicked by a person, as far as can be told. */
            clicked: number;
            /** @description From 0 to 1; null where there is nothing to share. */
            shares: {
                /** @description Effectively delivered, of those tried. */
                delivered: number | null;
                /** @description Of those tried. */
                hardBounced: number | null;
                /** @description Of those tried. */
                softBounced: number | null;
                /** @description Held back by a block, of all: the share to drive to zero. */
                rejected: number | null;
                /** @description Of those effectively delivered. */
                complained: number | null;
                /** @description By people, of those effectively delivered. */
                opened: number | null;
                /** @description By people, of those effectively delivered. */
                clicked: number | null;
            };
        };
        /** @description Tell of mails that have no final event in time, one alert per receiving domain. */
        MailSilentRule: {
            name: string;
            /** @default true */
            enabled: boolean;
            /** @description How often to tell again while it lasts; once when absent. */
            remindEveryMinutes?: number | null;
            /** @constant */
            kind: "mail-silent";
            /**
             * @description How long a mail may stay without a final event at a domain that we do not know well.
             * @default 240
             */
            afterMinutes: number;
            /**
             * @description From so many deliveries on, the time usual for the domain counts: three times what 99 of 100 take.
             * @default 50
             */
            minimumObservations: number;
            /**
             * @description Over, after so long without anything out of line.
             * @default 5
             */
            quietMinutes: number;
        };
        /** @description One mail as submitted, with the summary of its deliveries. */
        Message: {
            messageId: string;
            /**
             * @description Never "delivered" while a recipient did not get it.
             * @enum {string}
             */
            outcome: "pending" | "delivered" | "partly-failed" | "failed";
            explanation: components["schemas"]["Explanation"];
            /** @description False: the sending system never told of it, only returned mails do, which anybody can send. Then the rest is what they say. */
            sent: boolean;
            recipients: number;
            /** @description Recipients beside them, of whom only returned mails tell: they count in nothing here. */
            reported: number;
            /** @description Deliveries by status. */
            counts: {
                [key: string]: number;
            };
            /** Format: date-time */
            firstEventAt: string;
            /** Format: date-time */
            lastEventAt: string;
        };
        /** @description What to watch for. */
        NewAlertRule: components["schemas"]["MailFailedRule"] | components["schemas"]["MailSilentRule"] | components["schemas"]["RateRule"] | components["schemas"]["SenderTroubleRule"];
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
            /** @description The HTTP method of the request: HEAD is a machine. */
            method?: string;
            ip?: string;
        };
        /** @description The mail that a report speaks of, as far as it tells. */
        OriginalMail: {
            /** @description Without angle brackets. */
            messageId: string | null;
            /** @description Original-Envelope-Id (RFC 3464 §2.2.1). */
            envelopeId: string | null;
            from: string | null;
            subject: string | null;
            date: string | null;
            feedbackId: string | null;
            returnPath: string | null;
            /** @description The recipient that the return path carries. */
            recipientFromVerp: string | null;
            listId: string | null;
            /** @description Account that handed it in, as a server noted it. */
            authenticatedSender: string | null;
            /** @description That its Received fields name, the last one first. */
            hosts: string[];
            /** @description Domains of its DKIM signatures, not verified. */
            signedBy: string[];
        };
        /** @description A test: nothing happened. */
        Ping: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "ping";
            data: {
                message: string;
            };
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
        /** @description What webhooks and streams carry. An open list: ignore a type that you do not know. */
        PushedEvent: components["schemas"]["DeliveryStatusChanged"] | components["schemas"]["SuppressionAdded"] | components["schemas"]["SuppressionLifted"] | components["schemas"]["AlertOpened"] | components["schemas"]["AlertReminded"] | components["schemas"]["AlertClosed"] | components["schemas"]["Ping"];
        /** @description Something that came in and could not be decoded. It is kept whole. */
        QuarantinedMessage: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            receivedAt: string;
            /** @description kafka or http. */
            source: string;
            topic: string | null;
            partition: number | null;
            /** @description A whole number, as text: it may be more than a double holds. */
            offset: string | null;
            bytes: number;
            /** @description empty, too-large, not-utf-8, not-json, invalid, wrong-topic, time-out-of-range. An open list. */
            errorClass: string;
            /** @description The field to blame. */
            errorPath: string | null;
            /** @description What is wrong, and the way out. */
            errorMessage: string;
        };
        /** @description Tell when a rate is out of line. */
        RateRule: {
            name: string;
            /** @default true */
            enabled: boolean;
            /** @description How often to tell again while it lasts; once when absent. */
            remindEveryMinutes?: number | null;
            /** @constant */
            kind: "rate";
            /** @enum {string} */
            rate: "bounce" | "hard-bounce" | "complaint" | "rejected" | "deferred";
            above: number;
            /** @default 60 */
            windowMinutes: number;
            /** @default 100 */
            minimumVolume: number;
            /**
             * @description Over, after so long without anything out of line.
             * @default 60
             */
            quietMinutes: number;
        };
        /** @description An address that messages were meant for, and whether it may be mailed. */
        Recipient: {
            /** Format: uuid */
            id: string;
            /** @description Null once the person was erased; blocks keep working. */
            address: string | null;
            domain: string;
            check: components["schemas"]["AddressCheck"];
            /** @description What ever blocked it, newest first; at most 200. */
            suppressions: components["schemas"]["Suppression"][];
            /** @description Null: in use, with no date for its end. */
            retirement: {
                /**
                 * Format: date-time
                 * @description From when on; may lie ahead.
                 */
                since: string;
                reason: string | null;
                /** @description Who retired it. */
                createdBy: string | null;
                /** @description The address to mail instead. */
                successor: string | null;
            } | null;
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
        /** @description Mails that a block held back. */
        Rejections: {
            deliveries: number;
            /** @description Addresses that were written to. */
            recipients: number;
            /** @description The most deliveries first. */
            byCause: {
                /** @description As of a suppression. Null: no block of ours explains it, so the sending system held it back for a reason of its own. */
                cause: string | null;
                deliveries: number;
                /** @description Addresses that were written to. */
                recipients: number;
            }[];
        };
        /** @description A mail that came back. */
        Report: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            receivedAt: string;
            /** @description bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list. */
            kind: string;
            /** @description Which reader understood it. */
            reader: string | null;
            /** @description Message-ID of the mail it speaks of, as far as it tells. */
            originalMessageId: string | null;
            /** @description What an operator should look at: authenticated-sender says that somebody logged in to send the returned mail. If you did not, change that password. An open list. */
            signs: string[];
            bytes: number;
            /** @description The deliveries it tells of. */
            deliveryIds: string[];
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
        /** @description How long things are kept. */
        RetentionPolicy: {
            /** @description Deliveries with their events, and what follows from them. */
            days: number;
            /** @description Returned mails as they came. */
            reportDays: number;
            /** @description Figures by the hour; never less long than the mails. Null: for good. */
            statisticsDays: number | null;
        };
        /** @description Somebody looked at it. */
        Review: {
            /** Format: date-time */
            at: string;
            by: string;
            note: string | null;
        };
        /** @description Tell operators when receivers blame the sender (blocklists, SPF, DKIM, DMARC, PTR, reputation): one alert per cause and receiving domain. */
        SenderTroubleRule: {
            name: string;
            /** @default true */
            enabled: boolean;
            /** @description How often to tell again while it lasts; once when absent. */
            remindEveryMinutes?: number | null;
            /** @constant */
            kind: "sender-trouble";
            /** @default 1 */
            minimum: number;
            /** @default 60 */
            windowMinutes: number;
            /**
             * @description Over, after so long without anything out of line.
             * @default 1440
             */
            quietMinutes: number;
        };
        /** @description What the remote server answered (RFC 5321). */
        SmtpReply: {
            replyCode: number | null;
            enhancedStatusCode: string | null;
            text: string;
        };
        /** @description A field is null where it is not grouped by. */
        StatisticsGroup: {
            /** @description When its hour or day begins. */
            at: string | null;
            /** @description Grouped by domain, null: the rare ones of hours with more than 5,000. */
            domain: string | null;
            /** @description Id of the provider; other: none that is known. */
            provider: string | null;
            /** @description What happened. Grouped by category, null: no verdict was needed. */
            category: string | null;
            label: string | null;
            status: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained") | null;
            /** @description Grouped by tag, null: the rare ones of hours with more than 5,000. */
            tag: string | null;
            figures: components["schemas"]["MailFigures"];
            /** @description From the first event to the acceptance, in milliseconds; null: no server accepted any. */
            timeToDeliver: {
                p50Ms: number;
                p90Ms: number;
                p99Ms: number;
            } | null;
        };
        /** @description What a status means, in plain words. */
        StatusMeaning: {
            /** @description A delivery status, or opened or clicked. An open list. */
            status: string;
            cause: string;
            /** @description What it does not prove. */
            caveat: string;
            remedy: string;
            /** @enum {string} */
            actor: "sender" | "sending-operator" | "recipient" | "receiving-operator" | "nobody";
        };
        /** @description The policy, and who set it when; null: it is as it comes. */
        StoredSuppressionPolicy: {
            hardBounce: {
                /**
                 * @description How long a hard bounce blocks.
                 * @default 7
                 */
                days: number;
                /**
                 * @description How much longer each further one blocks that comes after such a block was over. 1: always the same.
                 * @default 2
                 */
                growth: number;
                /**
                 * @description The longest that one blocks.
                 * @default 90
                 */
                maxDays: number;
            };
            /**
             * @description Null: soft bounces never block.
             * @default null
             */
            softBounce: {
                /** @description So many soft bounces … */
                count: number;
                /** @description … within so many days, no mail accepted in between … */
                withinDays: number;
                /** @description … block for so long. */
                days: number;
            } | null;
            updatedAt: string | null;
            updatedBy: string | null;
        };
        /** @description Our decision not to mail a recipient, with what caused it. */
        Suppression: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            recipientId: string;
            /** @description Null once the person was erased; the block keeps working. */
            address: string | null;
            /** @description hard-bounce, soft-bounce, complaint, unsubscribe, manual, retired. An open list: do not send when in doubt. */
            cause: string;
            /** Format: date-time */
            since: string;
            /** @description By the policy, or as given. Null: for ever. */
            until: string | null;
            /** @description What kind of mail it blocks; null: any. */
            stream: ("transactional" | "marketing") | null;
            /** @description Whether it blocks now. */
            active: boolean;
            /** @description Why it blocks no longer: over, lifted, accepted (a mail arrived since). An open list; null while it blocks. */
            ended: string | null;
            deliveryId: string | null;
            eventId: string | null;
            category: string | null;
            ruleId: string | null;
            ruleVersion: number | null;
            rulesetDigest: string | null;
            createdBy: string | null;
            reason: string | null;
            liftedAt: string | null;
            liftedBy: string | null;
            liftReason: string | null;
        };
        /** @description This address must not be mailed now. */
        SuppressionAdded: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "suppression.added";
            data: {
                recipient: {
                    /** Format: uuid */
                    id: string;
                    /** @description Null once the person was erased. */
                    address: string | null;
                    domain: string;
                };
                suppressionId: string;
                /** @description hard-bounce, soft-bounce, complaint, unsubscribe, manual. An open list: do not send when in doubt. */
                cause: string;
                /** Format: date-time */
                since: string;
                /** @description Null: for ever. */
                until: string | null;
                /** @description What kind of mail it blocks; null: any. */
                stream: ("transactional" | "marketing") | null;
                category: string | null;
                ruleId: string | null;
                ruleVersion: number | null;
                deliveryId: string | null;
            };
        };
        /** @description This address may be mailed again: its block was lifted, ended by itself, or a mail was accepted since. */
        SuppressionLifted: {
            /**
             * Format: uuid
             * @description The same news has the same id: use it to recognise a repetition.
             */
            id: string;
            tenant: string;
            /**
             * Format: date-time
             * @description When it came to be so.
             */
            timestamp: string;
            /** @constant */
            type: "suppression.lifted";
            data: {
                recipient: {
                    /** Format: uuid */
                    id: string;
                    /** @description Null once the person was erased. */
                    address: string | null;
                    domain: string;
                };
                suppressionId: string;
                /** @description hard-bounce, soft-bounce, complaint, unsubscribe, manual. An open list: do not send when in doubt. */
                cause: string;
                /** Format: date-time */
                since: string;
                /** @description Null: for ever. */
                until: string | null;
                /** @description What kind of mail it blocks; null: any. */
                stream: ("transactional" | "marketing") | null;
            };
        };
        /** @description What blocks an address, and for how long. */
        SuppressionPolicy: {
            /** @default {} */
            hardBounce: {
                /**
                 * @description How long a hard bounce blocks.
                 * @default 7
                 */
                days: number;
                /**
                 * @description How much longer each further one blocks that comes after such a block was over. 1: always the same.
                 * @default 2
                 */
                growth: number;
                /**
                 * @description The longest that one blocks.
                 * @default 90
                 */
                maxDays: number;
            };
            /**
             * @description Null: soft bounces never block.
             * @default null
             */
            softBounce: {
                /** @description So many soft bounces … */
                count: number;
                /** @description … within so many days, no mail accepted in between … */
                withinDays: number;
                /** @description … block for so long. */
                days: number;
            } | null;
            readonly updatedAt?: string | null;
            readonly updatedBy?: string | null;
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
            /** @description Of an open or a click: a person or a machine. */
            judgement: {
                /** @enum {string} */
                by: "human" | "machine";
                /** @description How likely a person did it: 0 to 1. */
                score: number;
                /** @description Why, the strongest first. An open list. */
                reasons: string[];
            } | null;
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
        /** @description Where events are pushed, signed by Standard Webhooks. */
        Webhook: {
            /** Format: uuid */
            id: string;
            name: string;
            url: string;
            /** @description Which events; null: all. */
            types: ("delivery.status-changed" | "suppression.added" | "suppression.lifted" | "alert.opened" | "alert.reminded" | "alert.closed")[] | null;
            /** @description Deliveries that get one of these; null: all. */
            statuses: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[] | null;
            enabled: boolean;
            /** @description Switched off for failing too long; what comes meanwhile waits. */
            disabledAt: string | null;
            disabledReason: string | null;
            failingSince: string | null;
            previousSecretUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        /** @description One event for one webhook, with its latest tries. */
        WebhookMessage: {
            /** Format: uuid */
            eventId: string;
            type: string;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            /** Format: date-time */
            createdAt: string;
            nextTryAt: string | null;
            doneAt: string | null;
            event: components["schemas"]["PushedEvent"];
            tries: {
                /** Format: date-time */
                triedAt: string;
                durationMs: number;
                status: number | null;
                /** @description How the answer began. */
                answer: string | null;
                error: string | null;
            }[];
        };
        WebhookWithSecret: {
            webhook: components["schemas"]["Webhook"];
            /** @description whsec_…: what requests are signed with. Shown when it is made. */
            secret: string;
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
    getMessage: {
        parameters: {
            query?: {
                language?: "en" | "nl";
            };
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path: {
                /** @description Percent-encoded; with or without angle brackets. */
                messageId: string;
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
                    "application/json": components["schemas"]["Message"];
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
    listStatuses: {
        parameters: {
            query?: {
                language?: "en" | "nl";
            };
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
                        statuses: components["schemas"]["StatusMeaning"][];
                    };
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
                    /**
                     * @description For what kind of mail. Absent: any, so that a block of one kind counts, too.
                     * @enum {string}
                     */
                    stream?: "transactional" | "marketing";
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
    listSuppressions: {
        parameters: {
            query?: {
                cause?: string;
                activeOnly?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        suppressions: components["schemas"]["Suppression"][];
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
                    /**
                     * @description Only mail of this kind; any when absent.
                     * @enum {string}
                     */
                    stream?: "transactional" | "marketing";
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
                    /**
                     * @description Only blocks of this kind of mail; all when absent.
                     * @enum {string}
                     */
                    stream?: "transactional" | "marketing";
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
    getSuppressionPolicy: {
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
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredSuppressionPolicy"];
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
    setSuppressionPolicy: {
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
                "application/json": components["schemas"]["SuppressionPolicy"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredSuppressionPolicy"];
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
    exportSuppressions: {
        parameters: {
            query?: {
                format?: "csv" | "jsonl";
                /** @description false: with the history. */
                activeOnly?: string;
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
                    "application/json": string;
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
            403: {
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
    getStatistics: {
        parameters: {
            query: {
                /** @description First event at this time or later. */
                since: string;
                /** @description First event before this time; at most 400 days later, 31 by hour, 93 by domain or tag. */
                until: string;
                /** @description Repeat the parameter for several, at most 4; hour or day, domain or tag. None: one group. */
                groupBy?: ("hour" | "day" | "domain" | "provider" | "category" | "label" | "status" | "tag") | ("hour" | "day" | "domain" | "provider" | "category" | "label" | "status" | "tag")[];
                /** @description Name of the tag that is grouped by or filtered for. */
                tag?: string;
                /** @description Where days begin: UTC, or an IANA name with its area, such as Europe/Amsterdam. */
                timeZone?: string;
                domain?: string;
                /** @description Id of a provider; other: none that is known. */
                provider?: string;
                category?: string;
                label?: "HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder";
                /** @description One of these; repeat the parameter for several. */
                status?: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained") | ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[];
                /** @description A value of the tag. */
                tagValue?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        groups: components["schemas"]["StatisticsGroup"][];
                        total: components["schemas"]["MailFigures"];
                        rest: components["schemas"]["MailFigures"];
                        /** @description How far times to deliver may be off, from 0 (exact) to 1. Counts are always exact. */
                        timeError: number;
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
    getRejections: {
        parameters: {
            query: {
                /** @description First event at this time or later. */
                since: string;
                /** @description First event before this time; at most 400 days later. */
                until: string;
                domain?: string;
                /** @description Id of a provider; other: none that is known. */
                provider?: string;
                /** @description Name of the tag that is filtered for. */
                tag?: string;
                /** @description A value of the tag. */
                tagValue?: string;
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
                    "application/json": components["schemas"]["Rejections"];
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
    eraseRecipient: {
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
                    /** @description Such as the number of the request; not the address. */
                    reason: string;
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
                    "application/json": components["schemas"]["Erasure"];
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
    exportRecipient: {
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
                        [key: string]: unknown;
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
    listErasures: {
        parameters: {
            query?: {
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        erasures: components["schemas"]["Erasure"][];
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
    getRetentionPolicy: {
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
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPolicy"];
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
    setRetentionPolicy: {
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
                    days?: number;
                    reportDays?: number;
                    statisticsDays?: number | null;
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
                    "application/json": components["schemas"]["RetentionPolicy"];
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
    checkAddress: {
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
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "nl";
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
                    "application/json": components["schemas"]["AddressReport"];
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
    checkAddresses: {
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
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "nl";
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
                        results: components["schemas"]["AddressReport"][];
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
    checkDomain: {
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
                    domain: string;
                    /**
                     * @description From where the mails are sent.
                     * @default []
                     */
                    sendingIps?: string[];
                    /**
                     * @description As they stand in s= of DKIM-Signature.
                     * @default []
                     */
                    dkimSelectors?: string[];
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "nl";
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
                    "application/json": components["schemas"]["DomainReport"];
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
    listAddressesToReview: {
        parameters: {
            query?: {
                label?: "HardBounce" | "InvalidAddress" | "Inactive" | "DnsError" | "NoMailServer" | "SoftBounce" | "Blocked" | "DmarcPolicy" | "Spam" | "AutoResponder";
                domain?: string;
                /** @description First event of that mail at this time or later. */
                since?: string;
                /** @description Only those that are blocked now, or that are not. */
                blocked?: string;
                /** @description Only those that somebody looked at, or that nobody did. */
                reviewed?: string;
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
                        addresses: components["schemas"]["AddressToReview"][];
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
    reviewAddress: {
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
                    /** @description What came of it. */
                    note?: string;
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
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
                    "application/json": components["schemas"]["Review"];
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
    retireAddress: {
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
                     * Format: date-time
                     * @description From when on, earlier or later than now; now when absent.
                     */
                    since?: string;
                    /** @description The address to mail instead. */
                    successor?: string;
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
                        /** Format: date-time */
                        since: string;
                        successor: string | null;
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
    bringBackAddress: {
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
    findRecipient: {
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
                    /** @description Letter case does not matter. */
                    address: string;
                    /**
                     * @description For what kind of mail; any when absent.
                     * @enum {string}
                     */
                    stream?: "transactional" | "marketing";
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
                    "application/json": components["schemas"]["Recipient"];
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
    listReports: {
        parameters: {
            query?: {
                /** @description Only of this kind. */
                kind?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        reports: components["schemas"]["Report"][];
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
    getReport: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["Report"];
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
                     * @description Who the mail was for. Words of this address count for nothing, as in the verdict of an event; spans stay places in the reply as given.
                     * @example ann@example.com
                     */
                    recipient?: string;
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
    classifyReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Its source, or the words that a mail program shows of it.
                     * @example <ann@example.com>: host mx.example.com said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)
                     */
                    mail?: string;
                    /**
                     * Format: byte
                     * @description Its source in base64, in place of `mail`: for a file, whatever its character set.
                     */
                    raw?: string;
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
                    "application/json": components["schemas"]["ClassifiedReport"];
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
    stream: {
        parameters: {
            query?: {
                /** @description One of these; repeat the parameter for several. */
                type?: ("delivery.status-changed" | "suppression.added" | "suppression.lifted" | "alert.opened" | "alert.reminded" | "alert.closed") | ("delivery.status-changed" | "suppression.added" | "suppression.lifted" | "alert.opened" | "alert.reminded" | "alert.closed")[];
                /** @description Deliveries that have one of these now. */
                status?: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained") | ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[];
                messageId?: string;
                recipient?: string;
            };
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/event-stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            429: {
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
    listWebhooks: {
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
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
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
    addWebhook: {
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
                    /** @description https://…; private addresses only where the operator allows them. */
                    url: string;
                    name?: string;
                    /** @description Which events; null: all. */
                    types?: ("delivery.status-changed" | "suppression.added" | "suppression.lifted" | "alert.opened" | "alert.reminded" | "alert.closed")[] | null;
                    /** @description Deliveries that get one of these; null: all. */
                    statuses?: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[] | null;
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
                    "application/json": components["schemas"]["WebhookWithSecret"];
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
    removeWebhook: {
        parameters: {
            query?: never;
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    changeWebhook: {
        parameters: {
            query?: never;
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
        requestBody: {
            content: {
                "application/json": {
                    url?: string;
                    name?: string;
                    /** @description Which events; null: all. */
                    types?: ("delivery.status-changed" | "suppression.added" | "suppression.lifted" | "alert.opened" | "alert.reminded" | "alert.closed")[] | null;
                    /** @description Deliveries that get one of these; null: all. */
                    statuses?: ("processed" | "suspended" | "deferred" | "delivered" | "discarded" | "rejected" | "soft-bounced" | "hard-bounced" | "complained")[] | null;
                    enabled?: boolean;
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
                    "application/json": components["schemas"]["Webhook"];
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
    rotateWebhookSecret: {
        parameters: {
            query?: never;
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
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description 0 to 168.
                     * @default 24
                     */
                    graceHours?: number;
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
                    "application/json": components["schemas"]["WebhookWithSecret"];
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
    pingWebhook: {
        parameters: {
            query?: never;
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
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        eventId: string;
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
    resendWebhook: {
        parameters: {
            query?: never;
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
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    eventId: string;
                } | {
                    /** Format: date-time */
                    since: string;
                    /** Format: date-time */
                    until: string;
                    /**
                     * @description Also those that were delivered.
                     * @default false
                     */
                    all?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: number;
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
    listWebhookMessages: {
        parameters: {
            query?: {
                state?: "pending" | "delivered" | "failed";
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                    "application/json": {
                        messages: components["schemas"]["WebhookMessage"][];
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
    listAlerts: {
        parameters: {
            query?: {
                open?: string;
                kind?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        alerts: components["schemas"]["Alert"][];
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
    acknowledgeAlert: {
        parameters: {
            query?: never;
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
        requestBody: {
            content: {
                "application/json": {
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
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
                    "application/json": components["schemas"]["Alert"];
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
    listAlertRules: {
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
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["AlertRule"][];
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
    addAlertRule: {
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
                "application/json": components["schemas"]["NewAlertRule"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
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
    removeAlertRule: {
        parameters: {
            query?: never;
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    changeAlertRule: {
        parameters: {
            query?: never;
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRuleChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
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
    listSilentDeliveries: {
        parameters: {
            query?: {
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        deliveries: {
                            /** Format: uuid */
                            deliveryId: string;
                            domain: string;
                            /** Format: date-time */
                            firstEventAt: string;
                            /** Format: date-time */
                            dueAt: string;
                        }[];
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
    listQuarantinedMessages: {
        parameters: {
            query?: {
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        messages: components["schemas"]["QuarantinedMessage"][];
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
    getQuarantinedMessage: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["QuarantinedMessage"];
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
    getQuarantinedContent: {
        parameters: {
            query?: never;
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
                    "application/octet-stream": string;
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
            403: {
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
    replayQuarantinedMessages: {
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
                    /** @description 1 to 200. */
                    ids: string[];
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
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
                        /** @description Stored, and in quarantine no more. */
                        replayed: string[];
                        /** @description As they stay. */
                        refused: components["schemas"]["QuarantinedMessage"][];
                        /** @description Not in quarantine. */
                        unknown: string[];
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
    discardQuarantinedMessages: {
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
                    /** @description 1 to 200. */
                    ids: string[];
                    /** @description The person for whom you act. */
                    onBehalfOf?: string;
                    /** @description Why, for the log. */
                    reason: string;
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
                        /** @description Those that were there. */
                        discarded: string[];
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
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        apiKeys: components["schemas"]["ApiKey"][];
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
    createApiKey: {
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
                    /** @description Who or what will use it. */
                    name: string;
                    roles: ("sender" | "support" | "developer" | "operator" | "admin")[];
                    /** @description The one you ask for when absent; a key of every tenant that asks for none makes one for every tenant. */
                    tenant?: string;
                    /**
                     * Format: date-time
                     * @description From then on it does not work.
                     */
                    expiresAt?: string;
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
                    "application/json": components["schemas"]["CreatedApiKey"];
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
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Whose mail it is. The service may have a default.
                 * @example default
                 */
                "bezorgd-tenant"?: string;
            };
            path: {
                /** @description As it stands in the key, after bzd_. */
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
                    "application/json": components["schemas"]["ApiKey"];
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
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Only this, such as suppression.lift. */
                action?: string;
                /** @description Only what this one did, as it stands in an entry. */
                actor?: string;
                /** @description Only what was done to this. */
                subject?: string;
                /** @description Page size, 1 to 200. */
                first?: number;
                after?: string;
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
                        entries: components["schemas"]["AuditEntry"][];
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
    importSuppressions: {
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
        /** @description The file. */
        requestBody: {
            content: {
                /**
                 * @example address,cause
                 *     ann@example.com,complaint
                 */
                "text/csv": string;
                /**
                 * @example address,cause
                 *     ann@example.com,complaint
                 */
                "application/jsonl": string;
                /**
                 * @example address,cause
                 *     ann@example.com,complaint
                 */
                "application/x-ndjson": string;
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
                        /** @description Blocks that were not there yet. */
                        added: number;
                        duplicates: number;
                        /** @description Lines of what does not block any more. */
                        skipped: number;
                        refused: {
                            line: number;
                            path: string | null;
                            message: string;
                        }[];
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
            415: {
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
}
