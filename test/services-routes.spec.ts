import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { platformControllers } from '#libs/process';
import { soloServices } from '../apps/solo/src/solo-services.js';
import { routesOf } from '../tools/api-documents/routes.js';
import { EXACT_ROUTES, ROUTES, routedTo } from '../tools/services/routes.js';

const NOT_FROM_OUTSIDE = ['/metrics', '/v1/test-clock/steps', '/health/live', '/health/ready'];
const someOf = (path: string) => path.replaceAll(/\{\w+\}/g, 'anything');

it('every route of every service is sent to that service, and to no other', () => {
  const services = soloServices({
    databaseUrl: 'postgresql://nowhere',
    publicUrl: 'http://127.0.0.1',
    instanceKey: Buffer.alloc(32),
    operatorKey: 'ally_test_0000000000000000',
    holdMinutes: 15,
    host: '127.0.0.1',
  });
  const routes = Object.entries(services).flatMap(([service, module]) => routesOf(service, module));
  expect(routes.length).toBeGreaterThan(50);
  const astray = routes.filter(({ path, service }) => routedTo(someOf(path)) !== service);
  expect(astray.map(({ path }) => path)).toEqual([]);
});

it('every path of the API is sent somewhere, but for those that belong to one process', () => {
  const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as { paths: object };
  const nowhere = Object.keys(paths).filter((path) => routedTo(someOf(path)) === undefined);
  expect(nowhere.toSorted()).toEqual(NOT_FROM_OUTSIDE.toSorted());
});

it('what all processes answer goes to any of them, or is not reached from outside', () => {
  const paths = routesOf('platform', { controllers: [...platformControllers] }).map(({ path }) =>
    someOf(path),
  );
  const others = paths.filter((path) => !NOT_FROM_OUTSIDE.includes(path) && path !== '/v1/test-clock');
  expect(new Set(others.map((path) => routedTo(path)))).toEqual(new Set(['any']));
});

it('no prefix of the table is there for nothing', () => {
  const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as { paths: object };
  const used = (prefix: string) =>
    Object.keys(paths).some((path) => path === prefix || path.startsWith(`${prefix}/`));
  expect(Object.keys({ ...ROUTES, ...EXACT_ROUTES }).filter((prefix) => !used(prefix))).toEqual([]);
});

it.each(['/v1/articlesque', '/v1', '/v1/test-clock/steps', '/metrics', '/..%2fmetrics', '/constructor'])(
  '%s is sent nowhere',
  (path) => {
    expect(routedTo(path)).toBeUndefined();
  },
);
