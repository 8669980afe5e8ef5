/**
 * `npm run api-documents`: writes the API's documents and the types of its client from the code.
 * With `--check` it writes nothing, and fails when a committed file says something else.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { platformControllers } from '#libs/process';
import { soloServices } from '../../apps/solo/src/solo-services.js';
import { asyncApiOf } from './async-api.js';
import { clientTypesOf } from './client-types.js';
import { openApiOf } from './open-api.js';
import { routesOf } from './routes.js';

const DOES_NOT_MATTER = {
  databaseUrl: 'postgresql://nowhere',
  publicUrl: 'http://127.0.0.1',
  instanceKey: Buffer.alloc(32),
  operatorKey: 'ally_test_0000000000000000',
  holdMinutes: 15,
  host: '127.0.0.1',
};

const routes = [
  ...Object.entries(soloServices(DOES_NOT_MATTER)).flatMap(([service, module]) => routesOf(service, module)),
  ...routesOf('platform', { controllers: [...platformControllers] }),
];
const openApi = openApiOf(routes);
const files = {
  'docs/api/openapi.json': JSON.stringify(openApi),
  'docs/api/asyncapi.json': JSON.stringify(asyncApiOf()),
  'libs/api-client/src/api.ts': await clientTypesOf(openApi),
};
const isCheck = process.argv.includes('--check');
for (const [file, text] of Object.entries(files)) {
  const written = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (!isCheck) await writeFile(file, written);
  else if ((await readFile(file, 'utf8')) !== written) {
    console.error(`${file} is not what the code says: run npm run api-documents`);
    process.exitCode = 1;
  }
}
