import type { RunningServices } from './run-services.js';
import type { ServicesConfig } from './services.config.js';

/** Says where everything is. The last line is what programs wait for. */
export function showBanner({ url, secretsFile, processes }: RunningServices, config: ServicesConfig): void {
  const lines = [
    '',
    '  Ally: from an article to a workshop seat or a downloaded course',
    '',
    ...processes().map((line) => `  ${line}`),
    '',
    `  articles     ${url}/v1/articles`,
    `  workshops    ${url}/v1/workshops      sessions with seats left  ${url}/v1/sessions`,
    `  courses      ${url}/v1/courses        coaches                   ${url}/v1/coaches`,
    `  the API      ${url}/docs              every route, to read and to try`,
    config.mail === 'mailbox'
      ? `  mailbox      ${url}/mailbox           every mail that people would have got`
      : '  mail         goes out by SMTP: real mail to real people',
    `  operators    ${config.operatorKey === undefined ? `the API key is in ${secretsFile}` : 'the API key is ALLY_OPERATOR_KEY'}`,
    ...(config.clock === 'test' ? [`  test clock   ${url}/v1/test-clock     POST {"advanceBy": "P1D"}`] : []),
    `  data         ${config.dataDir}, and the servers of DATABASE_URL, REDIS_URL and KAFKA_BROKERS`,
    '',
    `  Ctrl-C stops all of it. \`kill -HUP ${process.pid}\` replaces every process, one service after the other.`,
    '',
    `Ally is ready on ${url}`,
  ];
  console.log(lines.join('\n'));
}

export function helpText(): string {
  return [
    'npm run start:services',
    '',
    '  Starts every service and every worker of Ally in a process of its own, behind one address, and starts again what',
    '  dies. SIGTERM or Ctrl-C stops all of it; SIGHUP replaces every process by one that is ready before the old one stops.',
    '',
    '  DATABASE_URL, REDIS_URL, KAFKA_BROKERS   the servers; where they are not set, those of `npm run servers -- up`',
    '  PORT (3000), ALLY_HOST (127.0.0.1)       where the address is; PORT=0 is any free one',
    '  ALLY_DATA_DIR (.ally-services)           its secrets and the files of courses, where these are not set:',
    '  ALLY_INSTANCE_KEY, ALLY_OPERATOR_KEY     the secrets',
    '  ALLY_FILES_DIR                           the folder of the files',
    '  ALLY_CLOCK=test                          a clock that is moved by POST /v1/test-clock, in all processes at once',
    '',
    '  The other settings are those of the services: docs/operations/, docs/limits.md, docs/mail.md.',
  ].join('\n');
}
