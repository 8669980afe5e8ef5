import { z } from 'zod';
import { eventDefinitions, type EventDefinition } from '#libs/contracts';

const PERSONAL = /\.person\.v\d+$/;

/** The events of all services as an AsyncAPI 3.0 document, from the schemas that publishers and consumers are held to. */
export function asyncApiOf(): object {
  const definitions = eventDefinitions();
  const topics = new Map<string, EventDefinition[]>();
  for (const event of definitions) topics.set(event.topic, [...(topics.get(event.topic) ?? []), event]);
  const services = new Set(definitions.map(serviceOf));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Ally',
      version: '1',
      description:
        'Facts that the services tell each other, as CloudEvents 1.0 (binary mode on Kafka). At least once on the wire, in order per key. Only the person topics carry names and addresses.',
      license: { name: 'Apache-2.0' },
      tags: [...services].map((name) => ({ name })),
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([...topics].map(([topic, events]) => [topic, channelOf(topic, events)])),
    operations: Object.fromEntries(
      [...topics.keys()].map((topic) => [`publish-${topic}`, operationOf(topic)]),
    ),
    components: { messages: Object.fromEntries(definitions.map((event) => [event.type, messageOf(event)])) },
  };
}

function channelOf(topic: string, events: readonly EventDefinition[]): object {
  return {
    address: topic,
    description: PERSONAL.test(topic)
      ? 'Names and addresses of people; compacted, and emptied when a person is erased.'
      : `The key is \`${events[0]?.key ?? ''}\`.${events[0]?.compacted === true ? ' Compacted: the newest fact of a key tells all of it.' : ''}`,
    messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
  };
}

function operationOf(topic: string): object {
  return { action: 'send', channel: { $ref: `#/channels/${topic}` } };
}

function messageOf(event: EventDefinition): object {
  const { type, key, data, version } = event;
  const payload = z.toJSONSchema(data, { io: 'output' });
  delete payload.$schema;
  return {
    name: type,
    title: type,
    contentType: 'application/json',
    correlationId: { location: '$message.header#/ce_id', description: 'The same at every delivery.' },
    headers: {
      type: 'object',
      required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time'],
      properties: {
        ce_specversion: { const: '1.0' },
        ce_id: { type: 'string', format: 'uuid' },
        ce_type: { const: type },
        ce_source: { type: 'string', examples: [`/${serviceOf(event)}`] },
        ce_time: { type: 'string', format: 'date-time' },
        ce_schemaversion: {
          type: 'string',
          examples: [String(version)],
          description:
            'The version of the data; 1 if it is not there. Builds read older ones, and of newer ones what they know.',
        },
        ce_partitionkey: { type: 'string', description: `The \`${key}\`.` },
        traceparent: { type: 'string', description: 'W3C Trace Context.' },
      },
    },
    payload,
  };
}

function serviceOf({ type }: EventDefinition): string {
  return type.split('.')[0] ?? '';
}
