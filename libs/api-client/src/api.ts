// Made from docs/api/openapi.json by `npm run api-documents`; do not edit.
export interface paths {
  '/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** To the page of the API. */
    get: operations['showStart'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/asyncapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The events that the services tell each other (AsyncAPI 3.0). */
    get: operations['getAsyncApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The API as a page, to read and to try. */
    get: operations['showApiDocs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs/{asset}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Styles and scripts of that page. */
    get: operations['getApiDocsAsset'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/downloads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for a browser, with a button for each file. */
    get: operations['showLibraryPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/enrollments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What one has, and what one can do about it. */
    get: operations['showEnrollmentPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/enrollments/{id}/cancellation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The page's button: lets the seats go and shows the page again. */
    post: operations['cancelEnrollmentByForm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether this process runs and gets on. */
    get: operations['getLiveness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether this process can serve requests. */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The mailbox as a page. */
    get: operations['showMailboxPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One mail as a page. */
    get: operations['showMailPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/{id}/html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The HTML part of a mail. */
    get: operations['showMailHtml'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/{id}/message.eml': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The whole message, as it would have gone over the wire. */
    get: operations['getMailMessage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All mail templates as a page. */
    get: operations['showTemplatesPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/templates/{template}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One mail template, filled in: subject, HTML and text. */
    get: operations['showTemplatePage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/mailbox/templates/{template}/{number}/html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The HTML part of a template, filled in. */
    get: operations['showTemplateHtml'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The metrics of this process for Prometheus. */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document (OpenAPI 3.1). */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the provider sends the browser back to. Without the order's link it says nothing about the order. */
    get: operations['showOrderPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sandbox/pay/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The pay page of the sandbox. */
    get: operations['showSandboxPayPage'];
    put?: never;
    /** Pays, or is declined, as a person would at a real provider. */
    post: operations['payInSandbox'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the mail's link leads; looking spends nothing. */
    get: operations['showSignInPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscriptions/{id}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the opt-in mail leads; looking confirms nothing. */
    get: operations['showConfirmationPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The API keys that were ever made, newest first, without their secrets. */
    get: operations['listApiKeys'];
    put?: never;
    /** Makes an API key, which is shown this once: a replay answers with `key: null`. */
    post: operations['createApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys/{id}/revocation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends an API key for good. Asking again changes nothing. */
    post: operations['revokeApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/articles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The published articles, the newest first. */
    get: operations['listArticles'];
    put?: never;
    /** Publishes a new article. */
    post: operations['createArticle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/articles/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One article, with the next steps that it leads to. */
    get: operations['getArticle'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a part of an article; `state` takes it back, or brings it out again. */
    patch: operations['changeArticle'];
    trace?: never;
  };
  '/v1/audit-entries/catalog': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What operators have written in the service catalog, newest first. */
    get: operations['listCatalogAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-entries/enrollment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What operators have written in the service enrollment, newest first. */
    get: operations['listEnrollmentAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-entries/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What operators have written in the service notifications, newest first. */
    get: operations['listNotificationsAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/audit-entries/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What operators have written in the service payments, newest first. */
    get: operations['listPaymentsAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Opens the order of a quote, or of courses. The same quote always leads to the same order. */
    post: operations['checkOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coaches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The coaches. */
    get: operations['listCoaches'];
    put?: never;
    /** Publishes a new coach. */
    post: operations['createCoach'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coaches/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One coach. */
    get: operations['getCoach'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a part of a coach; `state` takes it back, or brings it out again. */
    patch: operations['changeCoach'];
    trace?: never;
  };
  '/v1/courses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The published courses. */
    get: operations['listCourses'];
    put?: never;
    /** Publishes a new course. */
    post: operations['createCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/courses/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One course, with the files of its newest release. */
    get: operations['getCourse'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a part of a course; `state` takes it back, or brings it out again. */
    patch: operations['changeCourse'];
    trace?: never;
  };
  '/v1/courses/{slug}/releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All releases of a course, the newest first; a course's buyers get the files of the newest. */
    get: operations['listReleases'];
    put?: never;
    /** Brings out uploaded files as a new version of a course. A release never changes. */
    post: operations['createRelease'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/downloads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives an address under which one file can be fetched for a quarter of an hour. */
    post: operations['startDownload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/downloads/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The bytes of one file, whole or by ranges, so that a broken transfer can be resumed. */
    get: operations['sendDownload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes seats: confirmed at once when they are free, held until `payableUntil` when they have a price. */
    post: operations['placeEnrollment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An enrollment, for who has its link. */
    get: operations['getEnrollment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments/{id}/calendar.ics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A calendar file of the session's meetings, for confirmed seats. */
    get: operations['getEnrollmentCalendar'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments/{id}/cancellation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets go of a hold, or of seats that cost nothing. Asking again changes nothing. */
    post: operations['cancelEnrollment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments/{id}/transfer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives confirmed seats to another person: links of before are dead, and both are told by mail. Asking again for the same person changes nothing. */
    post: operations['transferEnrollment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/funnels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many people each article has brought how far. */
    get: operations['getFunnels'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/library': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a signed-in person may download, or the one course of a link. */
    get: operations['getLibrary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/mailbox': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What people would have got by mail, newest first. */
    get: operations['listMailbox'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every mail and its fate, oldest first. */
    get: operations['listMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How an order stands, for who has its link or is signed in as its person. */
    get: operations['getOrder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/reads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Records that a reader who consented has read an article; counted once per reader, article and day. */
    post: operations['recordRead'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is published and fits, the best first. */
    get: operations['search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The sessions ahead, the next one first. */
    get: operations['listSessions'];
    put?: never;
    /** Puts a session of a workshop on the calendar. */
    post: operations['createSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One session, with the seats that are left. */
    get: operations['getSession'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a part of a session; its time only while nobody has or holds a seat. */
    patch: operations['changeSession'];
    trace?: never;
  };
  '/v1/sign-in-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mails a person the way in. The answer is the same whether anybody has this address. */
    post: operations['requestSignInLink'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sign-ins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs a person in by the link or by the six digits of the same mail. Each mail works once. */
    post: operations['signIn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the owner of an address by mail. The answer is the same whoever the address belongs to. */
    post: operations['requestSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/subscriptions/{id}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The owner of the address says yes. */
    post: operations['confirmSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/test-clock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What time it is, and whether all is at rest. */
    get: operations['getTestClock'];
    put?: never;
    /** Moves the test clock; answers when all that it caused is done. */
    post: operations['advanceTestClock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/test-clock/steps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Moves the test clock of this one process, wakes what is due, and waits for nothing. */
    post: operations['stepTestClock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/unsubscribe/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the mail's link leads; looking ends nothing. */
    get: operations['showUnsubscribePage'];
    put?: never;
    /** One-click unsubscribe (RFC 8058). Asking again changes nothing. */
    post: operations['unsubscribe'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/uploads/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Brings a file for a release, which has to follow within a day. The same again changes nothing. */
    put: operations['uploadFile'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhooks/{provider}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** For the payment provider: keeps what it has signed. A success means that it need not be sent again. */
    post: operations['receiveWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/withdrawn-offerings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Articles, workshops, courses and coaches that have been taken back. */
    get: operations['listWithdrawnOfferings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/workshops': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The published workshops. */
    get: operations['listWorkshops'];
    put?: never;
    /** Publishes a new workshop. */
    post: operations['createWorkshop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/workshops/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One workshop; its dates are at `/v1/sessions?workshopId=`. */
    get: operations['getWorkshop'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a part of a workshop; `state` takes it back, or brings it out again. */
    patch: operations['changeWorkshop'];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ApiKey: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      createdAt: string;
      createdBy: {
        id: string;
        name: string;
      };
      expiresAt: string | null;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @description In any service, to the minute. */
      lastUsedAt: string | null;
      /** @example a-calmer-morning */
      name: string;
      revokedAt: string | null;
      revokedBy: {
        id: string;
        name: string;
      } | null;
      scopes: string[];
      /** @description The public beginning of the key. */
      startsWith: string;
    };
    ApiKeyWish: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      expiresAt?: string;
      /** @example a-calmer-morning */
      name: string;
      scopes: (
        | 'catalog:write'
        | 'sessions:write'
        | 'messages:read'
        | 'mailbox:read'
        | 'funnels:read'
        | 'api-keys:read'
        | 'api-keys:write'
        | 'audit:read'
      )[];
    };
    Article: {
      author: string;
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      markdown: string;
      nextSteps: {
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @enum {string} */
        kind: 'workshop' | 'course';
        /** @example a-calmer-morning */
        slug: string;
        title: string;
        /** @example /v1/workshops/a-calmer-morning */
        url: string;
      }[];
      /**
       * Format: date
       * @description The day on which it first appeared.
       */
      publishedOn: string;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      /** @example A calmer morning in five minutes */
      title: string;
    };
    ArticleChange: {
      author?: string;
      markdown?: string;
      nextSteps?: {
        /** @enum {string} */
        kind: 'workshop' | 'course';
        /** @example a-calmer-morning */
        slug: string;
      }[];
      /** Format: date */
      publishedOn?: string;
      /** @enum {string} */
      state?: 'published' | 'withdrawn';
      summary?: string;
      title?: string;
    };
    ArticleHeadline: {
      author: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /**
       * Format: date
       * @description The day on which it first appeared.
       */
      publishedOn: string;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      /** @example A calmer morning in five minutes */
      title: string;
    };
    ArticleWish: {
      author: string;
      markdown: string;
      nextSteps: {
        /** @enum {string} */
        kind: 'workshop' | 'course';
        /** @example a-calmer-morning */
        slug: string;
      }[];
      /** Format: date */
      publishedOn: string;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    AuditEntry: {
      action: string;
      actorId: string;
      actorName: string;
      after: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      at: string;
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      kind: string;
      objectId: string;
      requestId: string | null;
    };
    Checkout: {
      /** @description Opens this order: the Bearer token of its route. */
      link: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      orderId: string;
      /** Format: uri */
      orderUrl: string;
      /**
       * Format: uri
       * @description Where to pay, while there is something to pay.
       */
      payUrl?: string;
      /** @enum {string} */
      state: 'open' | 'paid' | 'abandoned';
      total: components['schemas']['Money'];
    };
    CheckoutWish: {
      expectedTotal?: components['schemas']['Money'];
      items?: {
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        courseId: string;
      }[];
      person?: components['schemas']['PersonInput'];
      quote?: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-00000000c0de
       */
      via?: string;
    };
    ClockMove:
      | {
          /**
           * Format: date-time
           * @example 2026-12-05T15:00:00.000Z
           */
          advanceTo: string;
        }
      | {
          /**
           * Format: duration
           * @example P1D
           */
          advanceBy: string;
        };
    ClockStep: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      moveTo?: string;
      wake: boolean;
    };
    ClockStepped: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      now: string;
    };
    Coach: {
      bio: string;
      city: string;
      /** @enum {string} */
      focus: 'executive' | 'personal' | 'life';
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      name: string;
      /** @example a-calmer-morning */
      slug: string;
    };
    CoachChange: {
      bio?: string;
      city?: string;
      /** @enum {string} */
      focus?: 'executive' | 'personal' | 'life';
      name?: string;
      /** @enum {string} */
      state?: 'published' | 'withdrawn';
    };
    CoachWish: {
      bio: string;
      city: string;
      /** @enum {string} */
      focus: 'executive' | 'personal' | 'life';
      name: string;
      /** @example a-calmer-morning */
      slug: string;
    };
    Course: {
      description: string;
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      price: components['schemas']['Money'];
      release: components['schemas']['Release'] | null;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    CourseChange: {
      description?: string;
      price?: components['schemas']['Money'];
      /** @enum {string} */
      state?: 'published' | 'withdrawn';
      summary?: string;
      title?: string;
    };
    CourseHeadline: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      price: components['schemas']['Money'];
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    CourseWish: {
      description: string;
      price: components['schemas']['Money'];
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    EditedArticle: {
      author: string;
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      markdown: string;
      nextSteps: {
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @enum {string} */
        kind: 'workshop' | 'course';
        /** @example a-calmer-morning */
        slug: string;
        title: string;
        /** @example /v1/workshops/a-calmer-morning */
        url: string;
      }[];
      /**
       * Format: date
       * @description The day on which it first appeared.
       */
      publishedOn: string;
      /** @example a-calmer-morning */
      slug: string;
      /** @enum {string} */
      state: 'published' | 'withdrawn';
      summary: string;
      /** @example A calmer morning in five minutes */
      title: string;
    };
    EditedCoach: {
      bio: string;
      city: string;
      /** @enum {string} */
      focus: 'executive' | 'personal' | 'life';
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      name: string;
      /** @example a-calmer-morning */
      slug: string;
      /** @enum {string} */
      state: 'published' | 'withdrawn';
    };
    EditedCourse: {
      description: string;
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      price: components['schemas']['Money'];
      release: components['schemas']['Release'] | null;
      /** @example a-calmer-morning */
      slug: string;
      /** @enum {string} */
      state: 'published' | 'withdrawn';
      summary: string;
      title: string;
    };
    EditedSession: {
      capacity: number;
      coachId: string | null;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      endsAt: string;
      /** @description Seats of people who are paying. */
      held: number;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      meetings: {
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        endsAt: string;
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        startsAt: string;
      }[];
      onlineUrl: string | null;
      /** @description Of one seat. */
      price: components['schemas']['Money'];
      seatsLeft: number;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      startsAt: string;
      /** @enum {string} */
      state: 'scheduled' | 'called-off';
      /** @description Seats of confirmed enrollments. */
      taken: number;
      venue: string | null;
      workshop: {
        /** @enum {string} */
        format: 'in-person' | 'online' | 'one-on-one';
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @example a-calmer-morning */
        slug: string;
        title: string;
      };
      /** @example America/Chicago */
      zone: string;
    };
    EditedWorkshop: {
      description: string;
      /** @enum {string} */
      format: 'in-person' | 'online' | 'one-on-one';
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @example a-calmer-morning */
      slug: string;
      /** @enum {string} */
      state: 'published' | 'withdrawn';
      summary: string;
      title: string;
    };
    Enrollment: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @description Opens this enrollment: the Bearer token of its other routes. */
      link: string;
      /** Format: uri */
      manageUrl: string;
      payableUntil: string | null;
      /** @description Of all its seats. */
      price: components['schemas']['Money'];
      /** @description What `POST /v1/checkouts` takes, while there is something to pay. */
      quote: string | null;
      seats: number;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      sessionId: string;
      /** @enum {string} */
      state: 'held' | 'closing' | 'confirmed' | 'expired' | 'cancelled';
    };
    EnrollmentWish: {
      person: components['schemas']['PersonInput'];
      seats: number;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      sessionId: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-00000000c0de
       */
      via?: string;
    };
    FoundItem: {
      /** @description Plain text: nothing in it is HTML, whatever it looks like. */
      excerpt: string;
      /** @description What to mark in the excerpt, counted in UTF-16 code units. */
      hits: {
        from: number;
        to: number;
      }[];
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @enum {string} */
      kind: 'article' | 'workshop' | 'course' | 'coach';
      /** @example a-calmer-morning */
      slug: string;
      title: string;
      /** @example /v1/articles/a-calmer-morning */
      url: string;
    };
    FunnelRow: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      articleId: string;
      enrollments: number;
      purchases: number;
      reads: number;
      slug: string | null;
      subscriptions: number;
      title: string | null;
    };
    IssuedApiKey: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      createdAt: string;
      createdBy: {
        id: string;
        name: string;
      };
      expiresAt: string | null;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      key: string | null;
      /** @description In any service, to the minute. */
      lastUsedAt: string | null;
      /** @example a-calmer-morning */
      name: string;
      revokedAt: string | null;
      revokedBy: {
        id: string;
        name: string;
      } | null;
      scopes: string[];
      /** @description The public beginning of the key. */
      startsWith: string;
    };
    LibraryItem: {
      course: {
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @example a-calmer-morning */
        slug: string;
        title: string;
      };
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      entitlementId: string;
      release: {
        files: {
          /**
           * Format: uuid
           * @example 0199c0de-7a11-7000-8000-0000000a11ce
           */
          fileId: string;
          mediaType: string;
          name: string;
          sha256: string;
          size: number;
        }[];
        version: string;
      } | null;
    };
    Mail: {
      calendar: {
        content: string;
        filename: string;
      } | null;
      from: {
        address: string;
        name: string;
      };
      headers: {
        [key: string]: string;
      };
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      messageId: string;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      receivedAt: string;
      subject: string;
      text: string;
      to: string;
    };
    Message: {
      attempts: number;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      personId: string;
      /** @example transactional */
      purpose: string;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      queuedAt: string;
      reason: string | null;
      sentAt: string | null;
      /** @example sent */
      state: string;
      /** @example seat-confirmed */
      template: string;
    };
    /**
     * @description An amount in minor units (cents) of an ISO 4217 currency.
     * @example {
     *       "amount": 12500,
     *       "currency": "USD"
     *     }
     */
    Money: {
      amount: number;
      /** @example USD */
      currency: string;
    };
    Order: {
      lines: {
        description: string;
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        itemId: string;
        /** @enum {string} */
        kind: 'seat' | 'course';
        quantity: number;
        unitPrice: components['schemas']['Money'];
      }[];
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      orderId: string;
      /** Format: uri */
      payUrl?: string;
      refunded: components['schemas']['Money'];
      /** @enum {string} */
      state: 'open' | 'paid' | 'abandoned';
      total: components['schemas']['Money'];
    };
    PersonInput: {
      /**
       * Format: email
       * @example reader@example.org
       */
      email: string;
      /** @example Alma Reader */
      name: string;
    };
    PersonSession: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      personId: string;
      session: string;
    };
    /** @description RFC 9457 problem details. */
    Problem: {
      /** @description Stable: what programs may branch on. */
      code: string;
      /** @description For people. */
      detail: string;
      errors?: {
        detail: string;
        /**
         * @description A JSON pointer into the body, or `?name`, `path:name`, `header:name`.
         * @example /person/email
         */
        pointer: string;
      }[];
      /** Format: uuid */
      requestId: string;
      status: number;
      title: string;
      /** @example urn:ally:problem:invalid-input */
      type: string;
    };
    Release: {
      files: {
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @example application/pdf */
        mediaType: string;
        /** @example workbook.pdf */
        name: string;
        /** @description In hexadecimal. */
        sha256: string;
        /** @description In bytes. */
        size: number;
      }[];
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      notes: string;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      releasedAt: string;
      /** @example 1.0 */
      version: string;
    };
    ReleaseWish: {
      files: {
        /** @example workbook.pdf */
        name: string & (unknown & unknown);
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        uploadId: string;
      }[];
      notes: string;
      /** @example 1.1 */
      version: string;
    };
    Session: {
      capacity: number;
      coachId: string | null;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      endsAt: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      meetings: {
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        endsAt: string;
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        startsAt: string;
      }[];
      /** @description Of one seat. */
      price: components['schemas']['Money'];
      seatsLeft: number;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      startsAt: string;
      /** @enum {string} */
      state: 'scheduled' | 'called-off';
      venue: string | null;
      workshop: {
        /** @enum {string} */
        format: 'in-person' | 'online' | 'one-on-one';
        /**
         * Format: uuid
         * @example 0199c0de-7a11-7000-8000-0000000a11ce
         */
        id: string;
        /** @example a-calmer-morning */
        slug: string;
        title: string;
      };
      /** @example America/Chicago */
      zone: string;
    };
    SessionChange: {
      capacity?: number;
      coachId?: string | null;
      /** @description In the order of time. */
      meetings?: {
        /**
         * Format: date-time
         * @example 2026-12-05T17:00:00.000Z
         */
        endsAt: string;
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        startsAt: string;
      }[];
      /**
       * @description Told to those who have a seat; we never fetch it.
       * @example https://meet.example.org/abc
       */
      onlineUrl?: string | null;
      /** @description Of one seat, for those who enroll from now on. */
      price?: components['schemas']['Money'];
      venue?: string | null;
      /** @example America/Chicago */
      zone?: string;
    };
    SessionWish: {
      capacity: number;
      coachId: string | null;
      /** @description In the order of time. */
      meetings: {
        /**
         * Format: date-time
         * @example 2026-12-05T17:00:00.000Z
         */
        endsAt: string;
        /**
         * Format: date-time
         * @example 2026-12-05T15:00:00.000Z
         */
        startsAt: string;
      }[];
      /**
       * @description Told to those who have a seat; we never fetch it.
       * @example https://meet.example.org/abc
       */
      onlineUrl: string | null;
      /** @description Of one seat, for those who enroll from now on. */
      price: components['schemas']['Money'];
      venue: string | null;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      workshopId: string;
      /** @example America/Chicago */
      zone: string;
    };
    SignIn:
      | {
          token: string;
        }
      | {
          /** @example 123456 */
          code: string;
          /**
           * Format: email
           * @example reader@example.org
           */
          email: string;
        };
    SignInLinkWish: {
      /**
       * Format: email
       * @example reader@example.org
       */
      email: string;
    };
    StartedDownload: {
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      expiresAt: string;
      /** Format: uri */
      url: string;
    };
    SubscriptionWish: {
      /**
       * Format: email
       * @example reader@example.org
       */
      email: string;
      /** @example Alma Reader */
      name?: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      readerId?: string;
      topics: string[];
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-00000000c0de
       */
      via?: string;
    };
    TestClock: {
      idle: boolean;
      nextDue: string | null;
      /**
       * Format: date-time
       * @example 2026-12-05T15:00:00.000Z
       */
      now: string;
    };
    Transfer: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      seats: number;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      sessionId: string;
      /** @constant */
      state: 'confirmed';
    };
    TransferWish: {
      /** @description Who has the seats from now on. */
      person: components['schemas']['PersonInput'];
    };
    Upload: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @example application/pdf */
      mediaType: string;
      /** @description In hexadecimal. */
      sha256: string;
      /** @description In bytes. */
      size: number;
    };
    WantedFile: {
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      entitlementId: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      fileId: string;
    };
    WithdrawnOffering: {
      /** @description For the `If-Match` of the edit that brings it out again. */
      etag: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @enum {string} */
      kind: 'article' | 'workshop' | 'course' | 'coach';
      /** @example a-calmer-morning */
      slug: string;
      title: string;
    };
    Workshop: {
      description: string;
      /** @enum {string} */
      format: 'in-person' | 'online' | 'one-on-one';
      html: string;
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    WorkshopChange: {
      description?: string;
      /** @enum {string} */
      format?: 'in-person' | 'online' | 'one-on-one';
      /** @enum {string} */
      state?: 'published' | 'withdrawn';
      summary?: string;
      title?: string;
    };
    WorkshopHeadline: {
      /** @enum {string} */
      format: 'in-person' | 'online' | 'one-on-one';
      /**
       * Format: uuid
       * @example 0199c0de-7a11-7000-8000-0000000a11ce
       */
      id: string;
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
    };
    WorkshopWish: {
      description: string;
      /** @enum {string} */
      format: 'in-person' | 'online' | 'one-on-one';
      /** @example a-calmer-morning */
      slug: string;
      summary: string;
      title: string;
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
  showStart: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the page of the API. */
      302: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  getAsyncApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events that the services tell each other (AsyncAPI 3.0). */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "property1": null,
           *       "property2": null
           *     }
           */
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  showApiDocs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The API as a page, to read and to try. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  getApiDocsAsset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        asset: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Styles and scripts of that page. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/javascript': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description asset-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:asset-unknown",
           *       "title": "asset unknown",
           *       "status": 404,
           *       "code": "asset-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'asset-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showLibraryPage: {
    parameters: {
      query: {
        token: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The same for a browser, with a button for each file. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description entitlement-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:entitlement-unknown",
           *       "title": "entitlement unknown",
           *       "status": 404,
           *       "code": "entitlement-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'entitlement-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showEnrollmentPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What one has, and what one can do about it. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  cancelEnrollmentByForm: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page's button: lets the seats go and shows the page again. */
      303: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description enrollment-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:enrollment-unknown",
           *       "title": "enrollment unknown",
           *       "status": 404,
           *       "code": "enrollment-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'enrollment-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description paid-seats-stay */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:paid-seats-stay",
           *       "title": "paid seats stay",
           *       "status": 409,
           *       "code": "paid-seats-stay",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'paid-seats-stay';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getLiveness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether this process runs and gets on. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "live"
           *     }
           */
          'application/json': {
            /** @enum {string} */
            status: 'live' | 'stuck';
          };
        };
      };
      /** @description It stands still: restart it. */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "live"
           *     }
           */
          'application/json': {
            /** @enum {string} */
            status: 'live' | 'stuck';
          };
        };
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Whether this process can serve requests. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ready",
           *       "checks": {
           *         "property1": "up",
           *         "property2": "up"
           *       }
           *     }
           */
          'application/json': {
            checks: {
              [key: string]: 'up' | 'down';
            };
            /** @enum {string} */
            status: 'ready' | 'not-ready' | 'stopping';
          };
        };
      };
      /** @description It cannot, or is about to stop. */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ready",
           *       "checks": {
           *         "property1": "up",
           *         "property2": "up"
           *       }
           *     }
           */
          'application/json': {
            checks: {
              [key: string]: 'up' | 'down';
            };
            /** @enum {string} */
            status: 'ready' | 'not-ready' | 'stopping';
          };
        };
      };
    };
  };
  showMailboxPage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mailbox as a page. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showMailPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One mail as a page. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description mail-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:mail-unknown",
           *       "title": "mail unknown",
           *       "status": 404,
           *       "code": "mail-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'mail-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showMailHtml: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The HTML part of a mail. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description mail-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:mail-unknown",
           *       "title": "mail unknown",
           *       "status": 404,
           *       "code": "mail-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'mail-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getMailMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole message, as it would have gone over the wire. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'message/rfc822': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description mail-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:mail-unknown",
           *       "title": "mail unknown",
           *       "status": 404,
           *       "code": "mail-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'mail-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showTemplatesPage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All mail templates as a page. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showTemplatePage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        template:
          | 'subscription-opt-in'
          | 'sign-in'
          | 'follow-up-workshops'
          | 'follow-up-courses'
          | 'hold-placed'
          | 'seat-confirmed'
          | 'receipt'
          | 'download-ready'
          | 'hold-ended'
          | 'seat-passed-on'
          | 'refunded';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One mail template, filled in: subject, HTML and text. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showTemplateHtml: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        number: number;
        template:
          | 'subscription-opt-in'
          | 'sign-in'
          | 'follow-up-workshops'
          | 'follow-up-courses'
          | 'hold-placed'
          | 'seat-confirmed'
          | 'receipt'
          | 'download-ready'
          | 'hold-ended'
          | 'seat-passed-on'
          | 'refunded';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The HTML part of a template, filled in. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description mail-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:mail-unknown",
           *       "title": "mail unknown",
           *       "status": 404,
           *       "code": "mail-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'mail-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The metrics of this process for Prometheus. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description metrics-key-missing */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:metrics-key-missing",
           *       "title": "metrics key missing",
           *       "status": 401,
           *       "code": "metrics-key-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'metrics-key-missing';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description This document (OpenAPI 3.1). */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "property1": null,
           *       "property2": null
           *     }
           */
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  showOrderPage: {
    parameters: {
      query?: {
        token?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where the provider sends the browser back to. Without the order's link it says nothing about the order. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description order-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:order-unknown",
           *       "title": "order unknown",
           *       "status": 404,
           *       "code": "order-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'order-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showSandboxPayPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The pay page of the sandbox. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description pay-session-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:pay-session-unknown",
           *       "title": "pay session unknown",
           *       "status": 404,
           *       "code": "pay-session-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'pay-session-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  payInSandbox: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sessionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "outcome": "pay",
         *       "webhook": "once"
         *     }
         */
        'application/json': {
          /** @enum {string} */
          outcome: 'pay' | 'decline';
          /**
           * @default once
           * @enum {string}
           */
          webhook?: 'once' | 'lost' | 'twice' | 'late';
        };
        'application/x-www-form-urlencoded': {
          /** @enum {string} */
          outcome: 'pay' | 'decline';
          /**
           * @default once
           * @enum {string}
           */
          webhook?: 'once' | 'lost' | 'twice' | 'late';
        };
      };
    };
    responses: {
      /** @description Pays, or is declined, as a person would at a real provider. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "sessionId": "string",
           *       "state": "string"
           *     }
           */
          'application/json': {
            sessionId: string;
            state: string;
          };
        };
      };
      /** @description For a browser: to where it was going. */
      303: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description pay-session-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:pay-session-unknown",
           *       "title": "pay session unknown",
           *       "status": 404,
           *       "code": "pay-session-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'pay-session-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description session-paid */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:session-paid",
           *       "title": "session paid",
           *       "status": 409,
           *       "code": "session-paid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'session-paid';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description session-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:session-expired",
           *       "title": "session expired",
           *       "status": 410,
           *       "code": "session-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'session-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showSignInPage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where the mail's link leads; looking spends nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showConfirmationPage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where the opt-in mail leads; looking confirms nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The API keys that were ever made, newest first, without their secrets. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "name": "a-calmer-morning",
           *           "startsWith": "string",
           *           "scopes": [
           *             "string"
           *           ],
           *           "createdAt": "2026-12-05T15:00:00.000Z",
           *           "createdBy": {
           *             "id": "string",
           *             "name": "string"
           *           },
           *           "expiresAt": "2026-12-05T15:00:00.000Z",
           *           "lastUsedAt": "2026-12-05T15:00:00.000Z",
           *           "revokedAt": "2026-12-05T15:00:00.000Z",
           *           "revokedBy": {
           *             "id": "string",
           *             "name": "string"
           *           }
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['ApiKey'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "a-calmer-morning",
         *       "scopes": [
         *         "catalog:write"
         *       ],
         *       "expiresAt": "2026-12-05T15:00:00.000Z"
         *     }
         */
        'application/json': components['schemas']['ApiKeyWish'];
      };
    };
    responses: {
      /** @description Makes an API key, which is shown this once: a replay answers with `key: null`. */
      201: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "name": "a-calmer-morning",
           *       "startsWith": "string",
           *       "scopes": [
           *         "string"
           *       ],
           *       "createdAt": "2026-12-05T15:00:00.000Z",
           *       "createdBy": {
           *         "id": "string",
           *         "name": "string"
           *       },
           *       "expiresAt": "2026-12-05T15:00:00.000Z",
           *       "lastUsedAt": "2026-12-05T15:00:00.000Z",
           *       "revokedAt": "2026-12-05T15:00:00.000Z",
           *       "revokedBy": {
           *         "id": "string",
           *         "name": "string"
           *       },
           *       "key": "string"
           *     }
           */
          'application/json': components['schemas']['IssuedApiKey'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing, expires-too-late */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing' | 'expires-too-late';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description expires-in-the-past, idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:expires-in-the-past",
           *       "title": "expires in the past",
           *       "status": 422,
           *       "code": "expires-in-the-past",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'expires-in-the-past' | 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ends an API key for good. Asking again changes nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "name": "a-calmer-morning",
           *       "startsWith": "string",
           *       "scopes": [
           *         "string"
           *       ],
           *       "createdAt": "2026-12-05T15:00:00.000Z",
           *       "createdBy": {
           *         "id": "string",
           *         "name": "string"
           *       },
           *       "expiresAt": "2026-12-05T15:00:00.000Z",
           *       "lastUsedAt": "2026-12-05T15:00:00.000Z",
           *       "revokedAt": "2026-12-05T15:00:00.000Z",
           *       "revokedBy": {
           *         "id": "string",
           *         "name": "string"
           *       }
           *     }
           */
          'application/json': components['schemas']['ApiKey'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description api-key-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:api-key-unknown",
           *       "title": "api key unknown",
           *       "status": 404,
           *       "code": "api-key-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'api-key-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listArticles: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The published articles, the newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "A calmer morning in five minutes",
           *           "summary": "string",
           *           "author": "string",
           *           "publishedOn": "2019-08-24"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['ArticleHeadline'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createArticle: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "a-calmer-morning",
         *       "title": "string",
         *       "summary": "string",
         *       "author": "string",
         *       "publishedOn": "2019-08-24",
         *       "markdown": "string",
         *       "nextSteps": [
         *         {
         *           "kind": "workshop",
         *           "slug": "a-calmer-morning"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['ArticleWish'];
      };
    };
    responses: {
      /** @description Publishes a new article. */
      201: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "A calmer morning in five minutes",
           *       "summary": "string",
           *       "author": "string",
           *       "publishedOn": "2019-08-24",
           *       "markdown": "string",
           *       "html": "string",
           *       "nextSteps": [
           *         {
           *           "kind": "workshop",
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "url": "/v1/workshops/a-calmer-morning"
           *         }
           *       ],
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedArticle'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description slug-taken */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:slug-taken",
           *       "title": "slug taken",
           *       "status": 409,
           *       "code": "slug-taken",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'slug-taken';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description next-steps-invalid, idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:next-steps-invalid",
           *       "title": "next steps invalid",
           *       "status": 422,
           *       "code": "next-steps-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'next-steps-invalid' | 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getArticle: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One article, with the next steps that it leads to. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "A calmer morning in five minutes",
           *       "summary": "string",
           *       "author": "string",
           *       "publishedOn": "2019-08-24",
           *       "markdown": "string",
           *       "html": "string",
           *       "nextSteps": [
           *         {
           *           "kind": "workshop",
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "url": "/v1/workshops/a-calmer-morning"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Article'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description article-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:article-unknown",
           *       "title": "article unknown",
           *       "status": 404,
           *       "code": "article-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'article-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  changeArticle: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of what was changed. */
        'If-Match': string;
      };
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "title": "string",
         *       "summary": "string",
         *       "author": "string",
         *       "publishedOn": "2019-08-24",
         *       "markdown": "string",
         *       "nextSteps": [
         *         {
         *           "kind": "workshop",
         *           "slug": "a-calmer-morning"
         *         }
         *       ],
         *       "state": "published"
         *     }
         */
        'application/json': components['schemas']['ArticleChange'];
      };
    };
    responses: {
      /** @description Changes a part of an article; `state` takes it back, or brings it out again. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "A calmer morning in five minutes",
           *       "summary": "string",
           *       "author": "string",
           *       "publishedOn": "2019-08-24",
           *       "markdown": "string",
           *       "html": "string",
           *       "nextSteps": [
           *         {
           *           "kind": "workshop",
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "url": "/v1/workshops/a-calmer-morning"
           *         }
           *       ],
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedArticle'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description article-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:article-unknown",
           *       "title": "article unknown",
           *       "status": 404,
           *       "code": "article-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'article-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-failed */
      412: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-failed",
           *       "title": "precondition failed",
           *       "status": 412,
           *       "code": "precondition-failed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-failed';
            /** @constant */
            status?: 412;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description next-steps-invalid */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:next-steps-invalid",
           *       "title": "next steps invalid",
           *       "status": 422,
           *       "code": "next-steps-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'next-steps-invalid';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-required */
      428: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-required",
           *       "title": "precondition required",
           *       "status": 428,
           *       "code": "precondition-required",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-required';
            /** @constant */
            status?: 428;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listCatalogAuditEntries: {
    parameters: {
      query?: {
        actorId?: string;
        after?: string;
        kind?: string;
        limit?: number;
        objectId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What operators have written in the service catalog, newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "at": "2026-12-05T15:00:00.000Z",
           *           "actorId": "string",
           *           "actorName": "string",
           *           "action": "string",
           *           "kind": "string",
           *           "objectId": "string",
           *           "before": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "after": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "requestId": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listEnrollmentAuditEntries: {
    parameters: {
      query?: {
        actorId?: string;
        after?: string;
        kind?: string;
        limit?: number;
        objectId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What operators have written in the service enrollment, newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "at": "2026-12-05T15:00:00.000Z",
           *           "actorId": "string",
           *           "actorName": "string",
           *           "action": "string",
           *           "kind": "string",
           *           "objectId": "string",
           *           "before": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "after": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "requestId": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listNotificationsAuditEntries: {
    parameters: {
      query?: {
        actorId?: string;
        after?: string;
        kind?: string;
        limit?: number;
        objectId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What operators have written in the service notifications, newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "at": "2026-12-05T15:00:00.000Z",
           *           "actorId": "string",
           *           "actorName": "string",
           *           "action": "string",
           *           "kind": "string",
           *           "objectId": "string",
           *           "before": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "after": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "requestId": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listPaymentsAuditEntries: {
    parameters: {
      query?: {
        actorId?: string;
        after?: string;
        kind?: string;
        limit?: number;
        objectId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What operators have written in the service payments, newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "at": "2026-12-05T15:00:00.000Z",
           *           "actorId": "string",
           *           "actorName": "string",
           *           "action": "string",
           *           "kind": "string",
           *           "objectId": "string",
           *           "before": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "after": {
           *             "property1": null,
           *             "property2": null
           *           },
           *           "requestId": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditEntry'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  checkOut: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "quote": "string",
         *       "items": [
         *         {
         *           "courseId": "0199c0de-7a11-7000-8000-0000000a11ce"
         *         }
         *       ],
         *       "person": {
         *         "name": "Alma Reader",
         *         "email": "reader@example.org"
         *       },
         *       "via": "0199c0de-7a11-7000-8000-00000000c0de",
         *       "expectedTotal": {
         *         "amount": 12500,
         *         "currency": "USD"
         *       }
         *     }
         */
        'application/json': components['schemas']['CheckoutWish'];
        'application/x-www-form-urlencoded': components['schemas']['CheckoutWish'];
      };
    };
    responses: {
      /** @description The order was open already. */
      200: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "orderId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "open",
           *       "total": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payUrl": "http://example.com",
           *       "orderUrl": "http://example.com",
           *       "link": "string"
           *     }
           */
          'application/json': components['schemas']['Checkout'];
        };
      };
      /** @description Opens the order of a quote, or of courses. The same quote always leads to the same order. */
      201: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "orderId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "open",
           *       "total": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payUrl": "http://example.com",
           *       "orderUrl": "http://example.com",
           *       "link": "string"
           *     }
           */
          'application/json': components['schemas']['Checkout'];
        };
      };
      /** @description For a browser: to the pay page. */
      303: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-unknown",
           *       "title": "course unknown",
           *       "status": 404,
           *       "code": "course-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description price-changed, order-closing, in-progress */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:price-changed",
           *       "title": "price changed",
           *       "status": 409,
           *       "code": "price-changed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'price-changed' | 'order-closing' | 'in-progress';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description quote-expired, quote-closed, link-expired, course-withdrawn */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:quote-expired",
           *       "title": "quote expired",
           *       "status": 410,
           *       "code": "quote-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'quote-expired' | 'quote-closed' | 'link-expired' | 'course-withdrawn';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-not-released, mixed-currencies, provider-refused, idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-not-released",
           *       "title": "course not released",
           *       "status": 422,
           *       "code": "course-not-released",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-not-released' | 'mixed-currencies' | 'provider-refused' | 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description provider-unavailable, temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:provider-unavailable",
           *       "title": "provider unavailable",
           *       "status": 503,
           *       "code": "provider-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'provider-unavailable' | 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listCoaches: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The coaches. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "name": "string",
           *           "focus": "executive",
           *           "city": "string",
           *           "bio": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['Coach'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createCoach: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "a-calmer-morning",
         *       "name": "string",
         *       "focus": "executive",
         *       "city": "string",
         *       "bio": "string"
         *     }
         */
        'application/json': components['schemas']['CoachWish'];
      };
    };
    responses: {
      /** @description Publishes a new coach. */
      201: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "name": "string",
           *       "focus": "executive",
           *       "city": "string",
           *       "bio": "string",
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedCoach'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description slug-taken */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:slug-taken",
           *       "title": "slug taken",
           *       "status": 409,
           *       "code": "slug-taken",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'slug-taken';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:idempotency-key-reused",
           *       "title": "idempotency key reused",
           *       "status": 422,
           *       "code": "idempotency-key-reused",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getCoach: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One coach. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "name": "string",
           *       "focus": "executive",
           *       "city": "string",
           *       "bio": "string"
           *     }
           */
          'application/json': components['schemas']['Coach'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description coach-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:coach-unknown",
           *       "title": "coach unknown",
           *       "status": 404,
           *       "code": "coach-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'coach-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  changeCoach: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of what was changed. */
        'If-Match': string;
      };
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "string",
         *       "focus": "executive",
         *       "city": "string",
         *       "bio": "string",
         *       "state": "published"
         *     }
         */
        'application/json': components['schemas']['CoachChange'];
      };
    };
    responses: {
      /** @description Changes a part of a coach; `state` takes it back, or brings it out again. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "name": "string",
           *       "focus": "executive",
           *       "city": "string",
           *       "bio": "string",
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedCoach'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description coach-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:coach-unknown",
           *       "title": "coach unknown",
           *       "status": 404,
           *       "code": "coach-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'coach-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-failed */
      412: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-failed",
           *       "title": "precondition failed",
           *       "status": 412,
           *       "code": "precondition-failed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-failed';
            /** @constant */
            status?: 412;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-required */
      428: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-required",
           *       "title": "precondition required",
           *       "status": 428,
           *       "code": "precondition-required",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-required';
            /** @constant */
            status?: 428;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listCourses: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The published courses. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "summary": "string",
           *           "price": {
           *             "amount": 12500,
           *             "currency": "USD"
           *           }
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['CourseHeadline'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "a-calmer-morning",
         *       "title": "string",
         *       "summary": "string",
         *       "description": "string",
         *       "price": {
         *         "amount": 12500,
         *         "currency": "USD"
         *       }
         *     }
         */
        'application/json': components['schemas']['CourseWish'];
      };
    };
    responses: {
      /** @description Publishes a new course. */
      201: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "description": "string",
           *       "html": "string",
           *       "release": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "version": "1.0",
           *         "notes": "string",
           *         "releasedAt": "2026-12-05T15:00:00.000Z",
           *         "files": [
           *           {
           *             "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *             "name": "workbook.pdf",
           *             "mediaType": "application/pdf",
           *             "size": 0,
           *             "sha256": "string"
           *           }
           *         ]
           *       },
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedCourse'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description slug-taken */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:slug-taken",
           *       "title": "slug taken",
           *       "status": 409,
           *       "code": "slug-taken",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'slug-taken';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description price-invalid, idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:price-invalid",
           *       "title": "price invalid",
           *       "status": 422,
           *       "code": "price-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'price-invalid' | 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getCourse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One course, with the files of its newest release. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "description": "string",
           *       "html": "string",
           *       "release": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "version": "1.0",
           *         "notes": "string",
           *         "releasedAt": "2026-12-05T15:00:00.000Z",
           *         "files": [
           *           {
           *             "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *             "name": "workbook.pdf",
           *             "mediaType": "application/pdf",
           *             "size": 0,
           *             "sha256": "string"
           *           }
           *         ]
           *       }
           *     }
           */
          'application/json': components['schemas']['Course'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-unknown",
           *       "title": "course unknown",
           *       "status": 404,
           *       "code": "course-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  changeCourse: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of what was changed. */
        'If-Match': string;
      };
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "title": "string",
         *       "summary": "string",
         *       "description": "string",
         *       "price": {
         *         "amount": 12500,
         *         "currency": "USD"
         *       },
         *       "state": "published"
         *     }
         */
        'application/json': components['schemas']['CourseChange'];
      };
    };
    responses: {
      /** @description Changes a part of a course; `state` takes it back, or brings it out again. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "description": "string",
           *       "html": "string",
           *       "release": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "version": "1.0",
           *         "notes": "string",
           *         "releasedAt": "2026-12-05T15:00:00.000Z",
           *         "files": [
           *           {
           *             "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *             "name": "workbook.pdf",
           *             "mediaType": "application/pdf",
           *             "size": 0,
           *             "sha256": "string"
           *           }
           *         ]
           *       },
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedCourse'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-unknown",
           *       "title": "course unknown",
           *       "status": 404,
           *       "code": "course-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-failed */
      412: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-failed",
           *       "title": "precondition failed",
           *       "status": 412,
           *       "code": "precondition-failed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-failed';
            /** @constant */
            status?: 412;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description price-invalid */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:price-invalid",
           *       "title": "price invalid",
           *       "status": 422,
           *       "code": "price-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'price-invalid';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-required */
      428: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-required",
           *       "title": "precondition required",
           *       "status": 428,
           *       "code": "precondition-required",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-required';
            /** @constant */
            status?: 428;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listReleases: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All releases of a course, the newest first; a course's buyers get the files of the newest. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "version": "1.0",
           *           "notes": "string",
           *           "releasedAt": "2026-12-05T15:00:00.000Z",
           *           "files": [
           *             {
           *               "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *               "name": "workbook.pdf",
           *               "mediaType": "application/pdf",
           *               "size": 0,
           *               "sha256": "string"
           *             }
           *           ]
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['Release'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-unknown",
           *       "title": "course unknown",
           *       "status": 404,
           *       "code": "course-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createRelease: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "version": "1.1",
         *       "notes": "string",
         *       "files": [
         *         {
         *           "uploadId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *           "name": "workbook.pdf"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['ReleaseWish'];
      };
    };
    responses: {
      /** @description Brings out uploaded files as a new version of a course. A release never changes. */
      201: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "version": "1.0",
           *       "notes": "string",
           *       "releasedAt": "2026-12-05T15:00:00.000Z",
           *       "files": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "name": "workbook.pdf",
           *           "mediaType": "application/pdf",
           *           "size": 0,
           *           "sha256": "string"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Release'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description course-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:course-unknown",
           *       "title": "course unknown",
           *       "status": 404,
           *       "code": "course-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'course-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description release-final */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:release-final",
           *       "title": "release final",
           *       "status": 409,
           *       "code": "release-final",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'release-final';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description upload-unknown, release-invalid, idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:upload-unknown",
           *       "title": "upload unknown",
           *       "status": 422,
           *       "code": "upload-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'upload-unknown' | 'release-invalid' | 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  startDownload: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "entitlementId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "fileId": "0199c0de-7a11-7000-8000-0000000a11ce"
         *     }
         */
        'application/json': components['schemas']['WantedFile'];
        'application/x-www-form-urlencoded': components['schemas']['WantedFile'];
      };
    };
    responses: {
      /** @description Gives an address under which one file can be fetched for a quarter of an hour. */
      201: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "url": "http://example.com",
           *       "expiresAt": "2026-12-05T15:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['StartedDownload'];
        };
      };
      /** @description For a browser: to the file. */
      303: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description entitlement-unknown, file-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:entitlement-unknown",
           *       "title": "entitlement unknown",
           *       "status": 404,
           *       "code": "entitlement-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'entitlement-unknown' | 'file-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:idempotency-key-reused",
           *       "title": "idempotency key reused",
           *       "status": 422,
           *       "code": "idempotency-key-reused",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  sendDownload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The bytes of one file, whole or by ranges, so that a broken transfer can be resumed. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The part that `Range` asked for. */
      206: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The file is the one that `If-None-Match` names. */
      304: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description download-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:download-unknown",
           *       "title": "download unknown",
           *       "status": 404,
           *       "code": "download-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'download-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description range-not-satisfiable */
      416: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:range-not-satisfiable",
           *       "title": "range not satisfiable",
           *       "status": 416,
           *       "code": "range-not-satisfiable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'range-not-satisfiable';
            /** @constant */
            status?: 416;
          } & components['schemas']['Problem'];
        };
      };
      /** @description file-unavailable, temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:file-unavailable",
           *       "title": "file unavailable",
           *       "status": 503,
           *       "code": "file-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'file-unavailable' | 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  placeEnrollment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "sessionId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "seats": 1,
         *       "person": {
         *         "name": "Alma Reader",
         *         "email": "reader@example.org"
         *       },
         *       "via": "0199c0de-7a11-7000-8000-00000000c0de"
         *     }
         */
        'application/json': components['schemas']['EnrollmentWish'];
      };
    };
    responses: {
      /** @description Takes seats: confirmed at once when they are free, held until `payableUntil` when they have a price. */
      201: {
        headers: {
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "sessionId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "held",
           *       "seats": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payableUntil": "2026-12-05T15:00:00.000Z",
           *       "quote": "string",
           *       "link": "string",
           *       "manageUrl": "http://example.com"
           *     }
           */
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description session-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:session-unknown",
           *       "title": "session unknown",
           *       "status": 404,
           *       "code": "session-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'session-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description sold-out, session-started, session-called-off, workshop-withdrawn, price-changed, too-many-holds */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:sold-out",
           *       "title": "sold out",
           *       "status": 409,
           *       "code": "sold-out",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?:
              | 'sold-out'
              | 'session-started'
              | 'session-called-off'
              | 'workshop-withdrawn'
              | 'price-changed'
              | 'too-many-holds';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:idempotency-key-reused",
           *       "title": "idempotency key reused",
           *       "status": 422,
           *       "code": "idempotency-key-reused",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getEnrollment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description An enrollment, for who has its link. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "sessionId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "held",
           *       "seats": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payableUntil": "2026-12-05T15:00:00.000Z",
           *       "quote": "string",
           *       "link": "string",
           *       "manageUrl": "http://example.com"
           *     }
           */
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getEnrollmentCalendar: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A calendar file of the session's meetings, for confirmed seats. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/calendar': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description not-confirmed */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:not-confirmed",
           *       "title": "not confirmed",
           *       "status": 409,
           *       "code": "not-confirmed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'not-confirmed';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  cancelEnrollment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lets go of a hold, or of seats that cost nothing. Asking again changes nothing. */
      202: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "sessionId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "held",
           *       "seats": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payableUntil": "2026-12-05T15:00:00.000Z",
           *       "quote": "string",
           *       "link": "string",
           *       "manageUrl": "http://example.com"
           *     }
           */
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description enrollment-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:enrollment-unknown",
           *       "title": "enrollment unknown",
           *       "status": 404,
           *       "code": "enrollment-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'enrollment-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description paid-seats-stay */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:paid-seats-stay",
           *       "title": "paid seats stay",
           *       "status": 409,
           *       "code": "paid-seats-stay",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'paid-seats-stay';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  transferEnrollment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "person": {
         *         "name": "Alma Reader",
         *         "email": "reader@example.org"
         *       }
         *     }
         */
        'application/json': components['schemas']['TransferWish'];
      };
    };
    responses: {
      /** @description Gives confirmed seats to another person: links of before are dead, and both are told by mail. Asking again for the same person changes nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "sessionId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "confirmed",
           *       "seats": 0
           *     }
           */
          'application/json': components['schemas']['Transfer'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description not-confirmed, session-started, session-called-off */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:not-confirmed",
           *       "title": "not confirmed",
           *       "status": 409,
           *       "code": "not-confirmed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'not-confirmed' | 'session-started' | 'session-called-off';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getFunnels: {
    parameters: {
      query?: {
        by?: 'article';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How many people each article has brought how far. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "articleId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "reads": 0,
           *           "subscriptions": 0,
           *           "enrollments": 0,
           *           "purchases": 0
           *         }
           *       ]
           *     }
           */
          'application/json': {
            data: components['schemas']['FunnelRow'][];
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getLibrary: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What a signed-in person may download, or the one course of a link. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "entitlementId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "course": {
           *             "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *             "slug": "a-calmer-morning",
           *             "title": "string"
           *           },
           *           "release": {
           *             "version": "string",
           *             "files": [
           *               {
           *                 "fileId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *                 "name": "string",
           *                 "mediaType": "string",
           *                 "size": 0,
           *                 "sha256": "string"
           *               }
           *             ]
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': {
            data: components['schemas']['LibraryItem'][];
          };
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description entitlement-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:entitlement-unknown",
           *       "title": "entitlement unknown",
           *       "status": 404,
           *       "code": "entitlement-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'entitlement-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listMailbox: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What people would have got by mail, newest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "to": "string",
           *           "receivedAt": "2026-12-05T15:00:00.000Z",
           *           "messageId": "string",
           *           "from": {
           *             "name": "string",
           *             "address": "string"
           *           },
           *           "subject": "string",
           *           "text": "string",
           *           "html": "string",
           *           "headers": {
           *             "property1": "string",
           *             "property2": "string"
           *           },
           *           "calendar": {
           *             "filename": "string",
           *             "content": "string"
           *           }
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['Mail'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listMessages: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every mail and its fate, oldest first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "personId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "template": "seat-confirmed",
           *           "purpose": "transactional",
           *           "state": "sent",
           *           "reason": "string",
           *           "attempts": 0,
           *           "queuedAt": "2026-12-05T15:00:00.000Z",
           *           "sentAt": "2026-12-05T15:00:00.000Z"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['Message'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How an order stands, for who has its link or is signed in as its person. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "orderId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "state": "open",
           *       "total": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "lines": [
           *         {
           *           "kind": "seat",
           *           "itemId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "description": "string",
           *           "quantity": 1,
           *           "unitPrice": {
           *             "amount": 12500,
           *             "currency": "USD"
           *           }
           *         }
           *       ],
           *       "refunded": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "payUrl": "http://example.com"
           *     }
           */
          'application/json': components['schemas']['Order'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description order-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:order-unknown",
           *       "title": "order unknown",
           *       "status": 404,
           *       "code": "order-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'order-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  recordRead: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "articleId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "readerId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "seconds": 0,
         *       "depth": 0,
         *       "via": "0199c0de-7a11-7000-8000-00000000c0de"
         *     }
         */
        'application/json': {
          /**
           * Format: uuid
           * @example 0199c0de-7a11-7000-8000-0000000a11ce
           */
          articleId: string;
          depth: number;
          /**
           * Format: uuid
           * @example 0199c0de-7a11-7000-8000-0000000a11ce
           */
          readerId: string;
          seconds: number;
          /**
           * Format: uuid
           * @example 0199c0de-7a11-7000-8000-00000000c0de
           */
          via?: string;
        };
      };
    };
    responses: {
      /** @description Records that a reader who consented has read an article; counted once per reader, article and day. */
      202: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/json': Record<string, never>;
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description article-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:article-unknown",
           *       "title": "article unknown",
           *       "status": 404,
           *       "code": "article-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'article-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  search: {
    parameters: {
      query: {
        kind?: 'article' | 'workshop' | 'course' | 'coach';
        limit?: number;
        /** @description Words; "words in quotes" stand together, `or` is or, `-word` excludes. The last word may go on. */
        q: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What is published and fits, the best first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "kind": "article",
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "excerpt": "string",
           *           "hits": [
           *             {
           *               "from": 0,
           *               "to": 0
           *             }
           *           ],
           *           "url": "/v1/articles/a-calmer-morning"
           *         }
           *       ]
           *     }
           */
          'application/json': {
            data: components['schemas']['FoundItem'][];
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listSessions: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
        workshopId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sessions ahead, the next one first. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "workshop": {
           *             "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *             "slug": "a-calmer-morning",
           *             "title": "string",
           *             "format": "in-person"
           *           },
           *           "state": "scheduled",
           *           "startsAt": "2026-12-05T15:00:00.000Z",
           *           "endsAt": "2026-12-05T15:00:00.000Z",
           *           "meetings": [
           *             {
           *               "startsAt": "2026-12-05T15:00:00.000Z",
           *               "endsAt": "2026-12-05T15:00:00.000Z"
           *             }
           *           ],
           *           "zone": "America/Chicago",
           *           "venue": "string",
           *           "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "capacity": 0,
           *           "seatsLeft": 0,
           *           "price": {
           *             "amount": 12500,
           *             "currency": "USD"
           *           }
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['Session'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createSession: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "workshopId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "meetings": [
         *         {
         *           "startsAt": "2026-12-05T15:00:00.000Z",
         *           "endsAt": "2026-12-05T17:00:00.000Z"
         *         }
         *       ],
         *       "zone": "America/Chicago",
         *       "venue": "string",
         *       "onlineUrl": "https://meet.example.org/abc",
         *       "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "capacity": 1,
         *       "price": {
         *         "amount": 12500,
         *         "currency": "USD"
         *       }
         *     }
         */
        'application/json': components['schemas']['SessionWish'];
      };
    };
    responses: {
      /** @description Puts a session of a workshop on the calendar. */
      201: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "workshop": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "slug": "a-calmer-morning",
           *         "title": "string",
           *         "format": "in-person"
           *       },
           *       "state": "scheduled",
           *       "startsAt": "2026-12-05T15:00:00.000Z",
           *       "endsAt": "2026-12-05T15:00:00.000Z",
           *       "meetings": [
           *         {
           *           "startsAt": "2026-12-05T15:00:00.000Z",
           *           "endsAt": "2026-12-05T15:00:00.000Z"
           *         }
           *       ],
           *       "zone": "America/Chicago",
           *       "venue": "string",
           *       "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "capacity": 0,
           *       "seatsLeft": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "onlineUrl": "string",
           *       "held": 0,
           *       "taken": 0
           *     }
           */
          'application/json': components['schemas']['EditedSession'];
        };
      };
      /** @description meetings-out-of-order, invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:meetings-out-of-order",
           *       "title": "meetings out of order",
           *       "status": 400,
           *       "code": "meetings-out-of-order",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'meetings-out-of-order' | 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description workshop-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:workshop-unknown",
           *       "title": "workshop unknown",
           *       "status": 404,
           *       "code": "workshop-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'workshop-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description workshop-withdrawn */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:workshop-withdrawn",
           *       "title": "workshop withdrawn",
           *       "status": 409,
           *       "code": "workshop-withdrawn",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'workshop-withdrawn';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:idempotency-key-reused",
           *       "title": "idempotency key reused",
           *       "status": 422,
           *       "code": "idempotency-key-reused",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One session, with the seats that are left. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "workshop": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "slug": "a-calmer-morning",
           *         "title": "string",
           *         "format": "in-person"
           *       },
           *       "state": "scheduled",
           *       "startsAt": "2026-12-05T15:00:00.000Z",
           *       "endsAt": "2026-12-05T15:00:00.000Z",
           *       "meetings": [
           *         {
           *           "startsAt": "2026-12-05T15:00:00.000Z",
           *           "endsAt": "2026-12-05T15:00:00.000Z"
           *         }
           *       ],
           *       "zone": "America/Chicago",
           *       "venue": "string",
           *       "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "capacity": 0,
           *       "seatsLeft": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       }
           *     }
           */
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description session-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:session-unknown",
           *       "title": "session unknown",
           *       "status": 404,
           *       "code": "session-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'session-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  changeSession: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of what was changed. */
        'If-Match': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "meetings": [
         *         {
         *           "startsAt": "2026-12-05T15:00:00.000Z",
         *           "endsAt": "2026-12-05T17:00:00.000Z"
         *         }
         *       ],
         *       "zone": "America/Chicago",
         *       "venue": "string",
         *       "onlineUrl": "https://meet.example.org/abc",
         *       "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "capacity": 1,
         *       "price": {
         *         "amount": 12500,
         *         "currency": "USD"
         *       }
         *     }
         */
        'application/json': components['schemas']['SessionChange'];
      };
    };
    responses: {
      /** @description Changes a part of a session; its time only while nobody has or holds a seat. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "workshop": {
           *         "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *         "slug": "a-calmer-morning",
           *         "title": "string",
           *         "format": "in-person"
           *       },
           *       "state": "scheduled",
           *       "startsAt": "2026-12-05T15:00:00.000Z",
           *       "endsAt": "2026-12-05T15:00:00.000Z",
           *       "meetings": [
           *         {
           *           "startsAt": "2026-12-05T15:00:00.000Z",
           *           "endsAt": "2026-12-05T15:00:00.000Z"
           *         }
           *       ],
           *       "zone": "America/Chicago",
           *       "venue": "string",
           *       "coachId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "capacity": 0,
           *       "seatsLeft": 0,
           *       "price": {
           *         "amount": 12500,
           *         "currency": "USD"
           *       },
           *       "onlineUrl": "string",
           *       "held": 0,
           *       "taken": 0
           *     }
           */
          'application/json': components['schemas']['EditedSession'];
        };
      };
      /** @description meetings-out-of-order, invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:meetings-out-of-order",
           *       "title": "meetings out of order",
           *       "status": 400,
           *       "code": "meetings-out-of-order",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'meetings-out-of-order' | 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description session-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:session-unknown",
           *       "title": "session unknown",
           *       "status": 404,
           *       "code": "session-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'session-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description capacity-below-taken, session-has-enrollments */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:capacity-below-taken",
           *       "title": "capacity below taken",
           *       "status": 409,
           *       "code": "capacity-below-taken",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'capacity-below-taken' | 'session-has-enrollments';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-failed */
      412: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-failed",
           *       "title": "precondition failed",
           *       "status": 412,
           *       "code": "precondition-failed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-failed';
            /** @constant */
            status?: 412;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-required */
      428: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-required",
           *       "title": "precondition required",
           *       "status": 428,
           *       "code": "precondition-required",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-required';
            /** @constant */
            status?: 428;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  requestSignInLink: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "reader@example.org"
         *     }
         */
        'application/json': components['schemas']['SignInLinkWish'];
      };
    };
    responses: {
      /** @description Mails a person the way in. The answer is the same whether anybody has this address. */
      202: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "check-your-mail"
           *     }
           */
          'application/json': {
            /** @constant */
            state: 'check-your-mail';
          };
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "string"
         *     }
         */
        'application/json': components['schemas']['SignIn'];
        'application/x-www-form-urlencoded': components['schemas']['SignIn'];
      };
    };
    responses: {
      /** @description Signs a person in by the link or by the six digits of the same mail. Each mail works once. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "session": "string",
           *       "personId": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "expiresAt": "2026-12-05T15:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['PersonSession'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description sign-in-invalid, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:sign-in-invalid",
           *       "title": "sign in invalid",
           *       "status": 401,
           *       "code": "sign-in-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'sign-in-invalid' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  requestSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "reader@example.org",
         *       "name": "Alma Reader",
         *       "topics": [
         *         "a-calmer-morning"
         *       ],
         *       "readerId": "0199c0de-7a11-7000-8000-0000000a11ce",
         *       "via": "0199c0de-7a11-7000-8000-00000000c0de"
         *     }
         */
        'application/json': components['schemas']['SubscriptionWish'];
      };
    };
    responses: {
      /** @description Asks the owner of an address by mail. The answer is the same whoever the address belongs to. */
      202: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "check-your-mail"
           *     }
           */
          'application/json': {
            /** @constant */
            state: 'check-your-mail';
          };
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  confirmSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The owner of the address says yes. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "string",
           *       "topics": [
           *         "a-calmer-morning"
           *       ]
           *     }
           */
          'application/json': {
            state: string;
            topics: string[];
          };
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description token-missing, link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:token-missing",
           *       "title": "token missing",
           *       "status": 401,
           *       "code": "token-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'token-missing' | 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getTestClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What time it is, and whether all is at rest. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "now": "2026-12-05T15:00:00.000Z",
           *       "nextDue": "2026-12-05T15:00:00.000Z",
           *       "idle": true
           *     }
           */
          'application/json': components['schemas']['TestClock'];
        };
      };
    };
  };
  advanceTestClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "advanceTo": "2026-12-05T15:00:00.000Z"
         *     }
         */
        'application/json': components['schemas']['ClockMove'];
      };
    };
    responses: {
      /** @description Moves the test clock; answers when all that it caused is done. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "now": "2026-12-05T15:00:00.000Z",
           *       "nextDue": "2026-12-05T15:00:00.000Z",
           *       "idle": true
           *     }
           */
          'application/json': components['schemas']['TestClock'];
        };
      };
      /** @description clock-only-forward, invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:clock-only-forward",
           *       "title": "clock only forward",
           *       "status": 400,
           *       "code": "clock-only-forward",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'clock-only-forward' | 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  stepTestClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "moveTo": "2026-12-05T15:00:00.000Z",
         *       "wake": true
         *     }
         */
        'application/json': components['schemas']['ClockStep'];
      };
    };
    responses: {
      /** @description Moves the test clock of this one process, wakes what is due, and waits for nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "now": "2026-12-05T15:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ClockStepped'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  showUnsubscribePage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where the mail's link leads; looking ends nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  unsubscribe: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/x-www-form-urlencoded': unknown;
      };
    };
    responses: {
      /** @description One-click unsubscribe (RFC 8058). Asking again changes nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "unsubscribed"
           *     }
           */
          'application/json': {
            /** @constant */
            state: 'unsubscribed';
          };
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-invalid */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-invalid",
           *       "title": "link invalid",
           *       "status": 401,
           *       "code": "link-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-invalid';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description link-expired */
      410: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:link-expired",
           *       "title": "link expired",
           *       "status": 410,
           *       "code": "link-expired",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'link-expired';
            /** @constant */
            status?: 410;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  uploadFile: {
    parameters: {
      query: {
        /** @description What the file is; `+` is written `%2B`. */
        mediaType:
          | 'application/epub+zip'
          | 'application/pdf'
          | 'application/zip'
          | 'audio/flac'
          | 'audio/mp4'
          | 'audio/mpeg'
          | 'audio/ogg'
          | 'audio/wav'
          | 'image/jpeg'
          | 'image/png'
          | 'image/webp'
          | 'text/plain'
          | 'video/mp4'
          | 'video/webm';
      };
      header?: {
        /** @description The SHA-256 of the body (RFC 9530): it is refused if something else arrives. */
        'Repr-Digest'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description Brings a file for a release, which has to follow within a day. The same again changes nothing. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "mediaType": "application/pdf",
           *       "size": 0,
           *       "sha256": "string"
           *     }
           */
          'application/json': components['schemas']['Upload'];
        };
      };
      /** @description The file is new. */
      201: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "mediaType": "application/pdf",
           *       "size": 0,
           *       "sha256": "string"
           *     }
           */
          'application/json': components['schemas']['Upload'];
        };
      };
      /** @description body-incomplete, invalid-input, bad-request, repr-digest-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-incomplete",
           *       "title": "body incomplete",
           *       "status": 400,
           *       "code": "body-incomplete",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-incomplete' | 'invalid-input' | 'bad-request' | 'repr-digest-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description upload-final, upload-removed */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:upload-final",
           *       "title": "upload final",
           *       "status": 409,
           *       "code": "upload-final",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'upload-final' | 'upload-removed';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description digest-mismatch, upload-empty */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:digest-mismatch",
           *       "title": "digest mismatch",
           *       "status": 422,
           *       "code": "digest-mismatch",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'digest-mismatch' | 'upload-empty';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  receiveWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /** @example null */
        'application/json': unknown;
      };
    };
    responses: {
      /** @description For the payment provider: keeps what it has signed. A success means that it need not be sent again. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "received": true
           *     }
           */
          'application/json': {
            /** @constant */
            received: true;
          };
        };
      };
      /** @description webhook-signature-invalid, webhook-unreadable, invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:webhook-signature-invalid",
           *       "title": "webhook signature invalid",
           *       "status": 400,
           *       "code": "webhook-signature-invalid",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'webhook-signature-invalid' | 'webhook-unreadable' | 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description provider-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:provider-unknown",
           *       "title": "provider unknown",
           *       "status": 404,
           *       "code": "provider-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'provider-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listWithdrawnOfferings: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Articles, workshops, courses and coaches that have been taken back. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "kind": "article",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "etag": "string"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['WithdrawnOffering'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  listWorkshops: {
    parameters: {
      query?: {
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The published workshops. */
      200: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *           "slug": "a-calmer-morning",
           *           "title": "string",
           *           "summary": "string",
           *           "format": "in-person"
           *         }
           *       ],
           *       "next": "string"
           *     }
           */
          'application/json': {
            data: components['schemas']['WorkshopHeadline'][];
            next: string | null;
          };
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  createWorkshop: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key again gets the first answer again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "a-calmer-morning",
         *       "title": "string",
         *       "summary": "string",
         *       "description": "string",
         *       "format": "in-person"
         *     }
         */
        'application/json': components['schemas']['WorkshopWish'];
      };
    };
    responses: {
      /** @description Publishes a new workshop. */
      201: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description This answer is of a request before. */
          'Idempotency-Replayed'?: 'true';
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "format": "in-person",
           *       "description": "string",
           *       "html": "string",
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedWorkshop'];
        };
      };
      /** @description invalid-input, bad-request, idempotency-key-invalid */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request' | 'idempotency-key-invalid';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description slug-taken */
      409: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:slug-taken",
           *       "title": "slug taken",
           *       "status": 409,
           *       "code": "slug-taken",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'slug-taken';
            /** @constant */
            status?: 409;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description idempotency-key-reused */
      422: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:idempotency-key-reused",
           *       "title": "idempotency key reused",
           *       "status": 422,
           *       "code": "idempotency-key-reused",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'idempotency-key-reused';
            /** @constant */
            status?: 422;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  getWorkshop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One workshop; its dates are at `/v1/sessions?workshopId=`. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "format": "in-person",
           *       "description": "string",
           *       "html": "string"
           *     }
           */
          'application/json': components['schemas']['Workshop'];
        };
      };
      /** @description invalid-input */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description workshop-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:workshop-unknown",
           *       "title": "workshop unknown",
           *       "status": 404,
           *       "code": "workshop-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'workshop-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
  changeWorkshop: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of what was changed. */
        'If-Match': string;
      };
      path: {
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "title": "string",
         *       "summary": "string",
         *       "description": "string",
         *       "format": "in-person",
         *       "state": "published"
         *     }
         */
        'application/json': components['schemas']['WorkshopChange'];
      };
    };
    responses: {
      /** @description Changes a part of a workshop; `state` takes it back, or brings it out again. */
      200: {
        headers: {
          /** @description The version, for `If-Match`. */
          ETag: string;
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0199c0de-7a11-7000-8000-0000000a11ce",
           *       "slug": "a-calmer-morning",
           *       "title": "string",
           *       "summary": "string",
           *       "format": "in-person",
           *       "description": "string",
           *       "html": "string",
           *       "state": "published"
           *     }
           */
          'application/json': components['schemas']['EditedWorkshop'];
        };
      };
      /** @description invalid-input, bad-request */
      400: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:invalid-input",
           *       "title": "invalid input",
           *       "status": 400,
           *       "code": "invalid-input",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'invalid-input' | 'bad-request';
            /** @constant */
            status?: 400;
          } & components['schemas']['Problem'];
        };
      };
      /** @description operator-only */
      401: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:operator-only",
           *       "title": "operator only",
           *       "status": 401,
           *       "code": "operator-only",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'operator-only';
            /** @constant */
            status?: 401;
          } & components['schemas']['Problem'];
        };
      };
      /** @description scope-missing */
      403: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:scope-missing",
           *       "title": "scope missing",
           *       "status": 403,
           *       "code": "scope-missing",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'scope-missing';
            /** @constant */
            status?: 403;
          } & components['schemas']['Problem'];
        };
      };
      /** @description workshop-unknown */
      404: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:workshop-unknown",
           *       "title": "workshop unknown",
           *       "status": 404,
           *       "code": "workshop-unknown",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'workshop-unknown';
            /** @constant */
            status?: 404;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-failed */
      412: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-failed",
           *       "title": "precondition failed",
           *       "status": 412,
           *       "code": "precondition-failed",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-failed';
            /** @constant */
            status?: 412;
          } & components['schemas']['Problem'];
        };
      };
      /** @description body-too-large */
      413: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:body-too-large",
           *       "title": "body too large",
           *       "status": 413,
           *       "code": "body-too-large",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'body-too-large';
            /** @constant */
            status?: 413;
          } & components['schemas']['Problem'];
        };
      };
      /** @description unsupported-media-type */
      415: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:unsupported-media-type",
           *       "title": "unsupported media type",
           *       "status": 415,
           *       "code": "unsupported-media-type",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'unsupported-media-type';
            /** @constant */
            status?: 415;
          } & components['schemas']['Problem'];
        };
      };
      /** @description precondition-required */
      428: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:precondition-required",
           *       "title": "precondition required",
           *       "status": 428,
           *       "code": "precondition-required",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'precondition-required';
            /** @constant */
            status?: 428;
          } & components['schemas']['Problem'];
        };
      };
      /** @description too-many-requests */
      429: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:too-many-requests",
           *       "title": "too many requests",
           *       "status": 429,
           *       "code": "too-many-requests",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'too-many-requests';
            /** @constant */
            status?: 429;
          } & components['schemas']['Problem'];
        };
      };
      /** @description temporarily-unavailable */
      503: {
        headers: {
          /** @description Names this request in our logs. */
          'Request-Id': string;
          /** @description In how many seconds to try again. */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "urn:ally:problem:temporarily-unavailable",
           *       "title": "temporarily unavailable",
           *       "status": 503,
           *       "code": "temporarily-unavailable",
           *       "detail": "A sentence for a person.",
           *       "requestId": "0199c0de-7a11-7000-8000-00000000f00d"
           *     }
           */
          'application/problem+json': {
            /** @enum {unknown} */
            code?: 'temporarily-unavailable';
            /** @constant */
            status?: 503;
          } & components['schemas']['Problem'];
        };
      };
    };
  };
}
