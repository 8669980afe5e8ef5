import type { Type } from '@nestjs/common';
import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import { describe, expect, it } from '@jest/globals';
import { eventDefinition } from '#libs/contracts';
import { soloServices } from '../../../apps/solo/src/solo-services.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from '../../support/run-service.js';
import { handlersOf, SERVICES, type Handler } from './handlers.js';

const modules = soloServices({
  databaseUrl: 'postgres://nowhere',
  publicUrl: 'http://127.0.0.1',
  instanceKey: TEST_KEY,
  operatorKey: TEST_OPERATOR_KEY,
  holdMinutes: 15,
  host: '127.0.0.1',
});

describe('the handlers that a run with faults knows of', () => {
  it.each(SERVICES)('when %s has handlers, then they are all of these', (service) => {
    const known = handlersOf(service).map(inWords).toSorted();
    expect(known).toEqual(
      handlersIn(modules[service].controllers ?? [])
        .map(inWords)
        .toSorted(),
    );
    expect(known).not.toEqual([]);
  });
});

const inWords = ({ consumer, topic, type }: Handler) => `${consumer} of ${topic}: ${type}`;

/** As Nest finds them. */
function handlersIn(controllers: readonly Type[]): Handler[] {
  const methods = controllers.flatMap(({ prototype }) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as unknown),
  );
  return methods
    .filter((method) => typeof method === 'function')
    .flatMap((method) => {
      const types = (Reflect.getMetadata(PATTERN_METADATA, method) ?? []) as string[];
      const extras = (Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) ?? {}) as { consumer?: string };
      return types.map((type) => ({
        consumer: extras.consumer ?? 'nobody',
        topic: eventDefinition(type)?.topic ?? 'none',
        type,
      }));
    });
}
