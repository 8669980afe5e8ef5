import type { OutgoingMail } from '../messages/transport/mail-transport.js';
import type { RenderedMail } from './render-mail.js';

/** What a mail says, before it has a recipient. */
export interface ComposedMail extends RenderedMail {
  readonly headers?: Readonly<Record<string, string>>;
  readonly calendar?: OutgoingMail['calendar'];
}

/** What every mail is told: who writes, and to whom. */
export interface Letterhead {
  readonly foundation: { readonly name: string; readonly postalAddress: string };
  readonly personName?: string;
}

/** A fact that the mail tells of has not reached this service yet: topics know no order between them. */
export class FactMissing extends Error {}

/** There is nothing (left) that this mail could say. */
export class NothingToSay extends Error {}

/** @throws FactMissing */
export function known<Fact>(fact: Fact | null | undefined, what: string): Fact {
  if (fact === null || fact === undefined) throw new FactMissing(`The ${what} is not known here yet`);
  return fact;
}
