import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { assertMatches, type Wish } from '#libs/http';
import { AuditTrail, type Operator } from '#libs/operators';
import { unknownSlug, type Noun } from '../slugs/slug-param.js';
import { CreationRepository } from './creation.repository.js';

/** Withdrawn: not offered any more, but not forgotten either. */
export const offeringState = z.enum(['published', 'withdrawn']);

/** What operators edit: an article, a workshop, a course, a coach. */
export interface Offering {
  readonly id: string;
  readonly slug: string;
  /** Grows by one with each change; an edit says which one it was made from. */
  readonly version: number;
}

/** How one noun is found and written. */
export interface Editable<Item extends Offering> {
  readonly noun: Noun;
  /** As it is; nobody else edits it until the transaction ends. */
  findToPublish(transaction: Transaction, slug: string): Promise<Item | undefined>;
  /** Keeps it as its next version, and tells the other services. */
  write(transaction: Transaction, item: Item, before: Item | undefined): Promise<void>;
}

/** Creating and changing, the same for each noun: once for each wish, never over another's edit, and in the trail. */
@Injectable()
export class EditOffering {
  constructor(
    private readonly database: Database,
    private readonly creations: CreationRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param make the first version, in the transaction that keeps it.
   * @throws Refusal `slug-taken`, `idempotency-key-reused`, and what `make` and `write` throw.
   */
  async create<Item extends Offering>(
    editable: Editable<Item>,
    { operator, wish, slug }: { operator: Operator; wish: Wish; slug: string },
    make: (transaction: Transaction) => Promise<Item>,
  ): Promise<{ item: Item; isReplay: boolean }> {
    const { noun: kind } = editable;
    return this.database.transaction(async (transaction) => {
      if (await this.creations.isReplay(transaction, { operator, kind, wish, slug }, this.clock.now()))
        return { item: await this.present(transaction, editable, slug), isReplay: true };
      if ((await editable.findToPublish(transaction, slug)) !== undefined) {
        throw new Refusal('conflict', 'slug-taken', `There is ${withArticle(kind)} of this name already.`, [
          { pointer: '/slug', detail: 'taken' },
        ]);
      }
      const item = await make(transaction);
      await editable.write(transaction, item, undefined);
      const write = { action: `${kind}.created`, kind, id: item.id, before: null, after: item };
      await this.trail.record(transaction, operator, write);
      return { item, isReplay: false };
    });
  }

  /**
   * Changes a part of it; the same again changes nothing.
   * @throws Refusal `<noun>-unknown`, `precondition-failed`, and what `change` and `write` throw.
   */
  async change<Item extends Offering>(
    editable: Editable<Item>,
    { operator, ifMatch, slug }: { operator: Operator; ifMatch: string; slug: string },
    change: (transaction: Transaction, before: Item) => Promise<Item>,
  ): Promise<Item> {
    const { noun: kind } = editable;
    return this.database.transaction(async (transaction) => {
      const before = await this.present(transaction, editable, slug);
      assertMatches(ifMatch, before.version);
      const wished = await change(transaction, before);
      if (isDeepStrictEqual(wished, before)) return before;
      const after = { ...wished, version: before.version + 1 };
      await editable.write(transaction, after, before);
      await this.trail.record(transaction, operator, {
        action: `${kind}.changed`,
        kind,
        id: before.id,
        before,
        after,
      });
      return after;
    });
  }

  private async present<Item extends Offering>(
    transaction: Transaction,
    editable: Editable<Item>,
    slug: string,
  ): Promise<Item> {
    const item = await editable.findToPublish(transaction, slug);
    if (item === undefined) throw unknownSlug(editable.noun);
    return item;
  }
}

function withArticle(noun: Noun): string {
  return noun === 'article' ? 'an article' : `a ${noun}`;
}

/** It, with what an editor has said of it. */
export function withChange<Item extends object>(
  before: Item,
  change: { readonly [Field in keyof Item]?: Item[Field] | undefined },
): Item {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}
