import { runCommand } from '../../apps/ally/src/run-command.js';

/** Runs `npm run ally -- …` in this process. @returns all that it says, lines joined. */
export async function runAlly(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number; said: string }> {
  const lines: string[] = [];
  const hear = (line: string) => lines.push(line);
  const exitCode = await runCommand(words, env, { say: hear, complain: hear });
  return { exitCode, said: lines.join('\n') };
}
