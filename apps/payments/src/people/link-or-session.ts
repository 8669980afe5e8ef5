import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/contracts';
import { personSession, SignedStatements, type entitlementLink, type orderLink } from '#libs/identity';

/** What a token opens: one object, as long as its row has that epoch, or all that belongs to a person. */
export type Opening =
  | { readonly by: 'link'; readonly objectId: string; readonly epoch: number }
  | { readonly by: 'session'; readonly personId: string };

/** Reads a token that is either the link to one object or the session of a signed-in person. */
@Injectable()
export class LinkOrSession {
  constructor(private readonly statements: SignedStatements) {}

  /** @throws Refusal `link-invalid` or `link-expired`. */
  async open(link: typeof orderLink | typeof entitlementLink, token: string): Promise<Opening> {
    try {
      return { by: 'link', ...(await this.statements.verify(link, token)) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'link-invalid') throw error;
      return { by: 'session', ...(await this.statements.verify(personSession, token)) };
    }
  }
}

/** Whether a token that opened so lets its bearer see this row. */
export function opens(opening: Opening, row: { id: string; epoch: number; personId: string }): boolean {
  if (opening.by === 'session') return opening.personId === row.personId;
  return opening.objectId === row.id && opening.epoch === row.epoch;
}
