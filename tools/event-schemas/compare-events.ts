import { isDeepStrictEqual } from 'node:util';
import type { EventDefinition } from '#libs/contracts';
import { readBy, writtenBy, type JsonSchema } from './json-schema.js';
import { whyNotFromSamples } from './samples.js';
import { whyNotReadable } from './why-not-readable.js';

/** What has been published of an event type. */
export interface PublishedEvent {
  readonly topic: string;
  readonly key: string;
  readonly compacted: boolean;
  /** What readers of each version take. A field that was optional and is gone stays here: its name is used up. */
  readonly versions: Readonly<Record<string, JsonSchema>>;
}

/** By type. */
export type PublishedEvents = Readonly<Record<string, PublishedEvent>>;

export interface Comparison {
  /** Changes that break somebody, each in a sentence that says what to do. */
  readonly refused: string[];
  /** What is published once this build is; without meaning when something is refused. */
  readonly published: PublishedEvents;
}

/**
 * Holds the events of this build against what has been published: builds that run must be able to read what this one
 * writes, and this one must be able to read what the log holds. A topic of a new version is a new thing.
 */
export function compareEvents(
  published: PublishedEvents,
  definitions: readonly EventDefinition[],
): Comparison {
  const refused: string[] = [];
  const next: Record<string, PublishedEvent> = {};
  for (const definition of definitions.toSorted((a, b) => (a.type < b.type ? -1 : 1))) {
    const before = published[definition.type];
    const isNew = before === undefined || isLaterVersion(before.topic, definition.topic);
    if (!isNew) refused.push(...whyRefused(before, definition).map((why) => `${definition.type}: ${why}`));
    next[definition.type] = publishedNext(isNew ? undefined : before, definition);
  }
  return {
    refused: [...refused, ...whyGone(published, definitions), ...whyNotFull(definitions)],
    published: next,
  };
}

function whyRefused(before: PublishedEvent, definition: EventDefinition): string[] {
  const { topic, key, compacted, version } = definition;
  if (topic !== before.topic)
    return [`it moves from ${before.topic} to ${topic}. Leave it there, or give the topic a new version.`];
  const moves = `or move the topic to ${nextTopic(topic)}`;
  const latest = latestVersion(before);
  if (version !== latest && version !== latest + 1)
    return [`its version is ${version}, and ${latest} is published. Take ${latest} or ${latest + 1}.`];
  const reasons: string[] = [];
  if (key !== before.key)
    reasons.push(`its key is ${key} and was ${before.key}: facts lose their order. Leave the key, ${moves}.`);
  if (before.compacted && !compacted)
    reasons.push(
      `its topic is not compacted any more, but older facts are gone. Leave it compacted, ${moves}.`,
    );
  const known = before.versions[latest] ?? {};
  for (const { field, why } of whyNotReadable(writtenBy(definition), known))
    reasons.push(
      `builds that run could not read what this one writes: ${field} ${why}. ` +
        `Write it as before and put what is new into a field beside it, ${moves}.`,
    );
  const way = 'Make it optional or give it a default; or raise the version, with an upcast; ';
  const unread =
    version === latest
      ? whyNotReadable(known, readBy(definition))
      : ([] as ReturnType<typeof whyNotReadable>);
  const obstacles = unread.length > 0 ? unread : whyNotFromSamples(before.versions, definition);
  for (const { field, why } of obstacles)
    reasons.push(`this build could not read what the log holds: ${field} ${why}. ${way}${moves}.`);
  return reasons;
}

function publishedNext(before: PublishedEvent | undefined, definition: EventDefinition): PublishedEvent {
  const { topic, key, compacted, version } = definition;
  const earlier = before?.versions ?? {};
  const schema = withFormerFields(earlier[version] ?? {}, readBy(definition));
  return { topic, key, compacted, versions: { ...earlier, [version]: schema } };
}

/** A name that has been used for an optional field must not come back for something else while the log may hold it. */
function withFormerFields(before: JsonSchema, now: JsonSchema): JsonSchema {
  if (now.items !== undefined) return { ...now, items: withFormerFields(before.items ?? {}, now.items) };
  if (now.anyOf !== undefined) {
    const formerly = before.anyOf ?? [before];
    const former = ({ type }: JsonSchema) =>
      formerly.find((each) => isDeepStrictEqual(each.type, type)) ?? {};
    return { ...now, anyOf: now.anyOf.map((each) => withFormerFields(former(each), each)) };
  }
  if (now.properties === undefined) return now;
  const known = before.properties ?? {};
  const kept = Object.entries(now.properties).map(([name, field]) => [
    name,
    withFormerFields(known[name] ?? {}, field),
  ]);
  return { ...now, properties: { ...known, ...Object.fromEntries(kept) } };
}

function whyGone(published: PublishedEvents, definitions: readonly EventDefinition[]): string[] {
  return Object.entries(published)
    .filter(
      ([type, { topic }]) => definitions.every((each) => each.type !== type) && !isLeft(topic, definitions),
    )
    .map(
      ([type, { topic }]) =>
        `${type}: it is gone, but the log may hold it and builds that run may wait for it. ` +
        `Keep its definition, or move all of ${topic} to ${nextTopic(topic)}.`,
    );
}

/** Whether all that was on a topic is on its next version or nowhere: what still reads the old one waits for its types. */
function isLeft(topic: string, definitions: readonly EventDefinition[]): boolean {
  return (
    definitions.every((each) => each.topic !== topic) &&
    definitions.some((each) => isLaterVersion(topic, each.topic))
  );
}

/** Of a compacted topic any fact may be all that is left of its key, so each has to tell all. */
function whyNotFull(definitions: readonly EventDefinition[]): string[] {
  const firsts = new Map<string, EventDefinition>();
  const compacted = new Set(definitions.filter((each) => each.compacted).map(({ topic }) => topic));
  return definitions
    .filter(({ topic }) => compacted.has(topic))
    .flatMap((definition) => {
      const first = firsts.get(definition.topic) ?? definition;
      firsts.set(definition.topic, first);
      if (isDeepStrictEqual(readBy(first), readBy(definition))) return [];
      return [
        `${definition.type}: it says not the same as ${first.type}, and ${definition.topic} is compacted. ` +
          'Let each of its facts tell all, in the same fields.',
      ];
    });
}

function latestVersion({ versions }: PublishedEvent): number {
  return Math.max(...Object.keys(versions).map(Number));
}

function isLaterVersion(before: string, now: string): boolean {
  const [former, later] = [partsOf(before), partsOf(now)];
  return former.name === later.name && former.version < later.version;
}

function nextTopic(topic: string): string {
  const { name, version } = partsOf(topic);
  return `${name}.v${version + 1}`;
}

function partsOf(topic: string): { name: string; version: number } {
  const [, name = topic, version = '0'] = /^(.+)\.v(\d+)$/.exec(topic) ?? [];
  return { name, version: Number(version) };
}
