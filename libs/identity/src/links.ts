import { z } from 'zod';
import { id, quote } from '#libs/contracts';
import type { Statement } from './signed-statements.js';

/** The right to see and manage one object. The object's row holds the epoch; raising it ends all older links. */
const objectLink = <Audience extends string>(audience: Audience) => ({
  audience,
  claims: z.object({ objectId: id, epoch: z.int() }),
});

/** What an enrollment's page, its manage link and its mails carry. */
export const enrollmentLink = objectLink('enrollment');
/** What the answer to a checkout carries. */
export const orderLink = objectLink('order');
/** What the "download ready" mail carries: the files of one entitlement. */
export const entitlementLink = objectLink('entitlement');
/** What the opt-in mail carries. */
export const subscriptionLink = objectLink('subscription');
/** RFC 8058: what a follow-up's List-Unsubscribe carries; `messageId` says which mail it was. */
export const unsubscribeLink = {
  audience: 'unsubscribe',
  claims: z.object({ personId: id, topic: z.string(), messageId: id }),
} satisfies Statement<z.ZodType>;
/** What the sign-in mail carries; spent once, by a POST. */
export const signInLink = objectLink('sign-in');
/** What a sign-in gives: acts for one person until it expires. */
export const personSession = {
  audience: 'person-session',
  claims: z.object({ personId: id }),
} satisfies Statement<z.ZodType>;
/** A quote of enrollment for payments. */
export const signedQuote = { audience: 'payments', claims: quote } satisfies Statement<z.ZodType>;
/** One use of an entitlement: the bytes of one file, for a short time. */
export const downloadLink = {
  audience: 'download',
  claims: z.object({ downloadId: id }),
} satisfies Statement<z.ZodType>;
