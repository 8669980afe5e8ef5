import type { RunningSolo } from './run-solo.js';
import type { SoloConfig } from './solo.config.js';

/** Says where everything is. The last line is what programs wait for. */
export function showBanner({ url, secretsFile }: RunningSolo, config: SoloConfig): void {
  const lines = [
    '',
    '  Ally: from an article to a workshop seat or a downloaded course',
    '',
    `  articles     ${url}/v1/articles`,
    `  workshops    ${url}/v1/workshops      sessions with seats left  ${url}/v1/sessions`,
    `  courses      ${url}/v1/courses        coaches                   ${url}/v1/coaches`,
    `  the API      ${url}/docs              every route, to read and to try; health and metrics too`,
    mailLine(url, config),
    `  pay page     opens from an order; this is a sandbox, no money moves`,
    `  operators    ${config.operatorKey === undefined ? `the API key is in ${secretsFile}` : 'the API key is ALLY_OPERATOR_KEY'}`,
    ...(config.clock === 'test' ? [`  test clock   ${url}/v1/test-clock     POST {"advanceBy": "P1D"}`] : []),
    `  data         ${config.dataDir}`,
    '',
    `  Ctrl-C stops all of it; so does SIGTERM to process ${process.pid}.`,
    '',
    `Ally is ready on ${url}`,
  ];
  console.log(lines.join('\n'));
}

function mailLine(url: string, { smtp }: SoloConfig): string {
  if (smtp === undefined)
    return `  mailbox      ${url}/mailbox           every mail that people would have got`;
  return `  mail         goes out by ${smtp.host}, port ${smtp.port}: real mail to real people`;
}

/** For the person at the terminal, when something ends otherwise than it should. */
export function complain(sentence: string): void {
  console.error(sentence);
}
