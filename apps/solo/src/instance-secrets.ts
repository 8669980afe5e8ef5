import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '#libs/database';
import { newApiKey } from '#libs/operators';
import { CannotStart } from '#libs/process';

const schema = z.object({ instanceKey: z.base64(), operatorKey: z.string() });

/** What makes this instance itself: lose it, and all links and person ids are lost. */
export interface InstanceSecrets {
  readonly instanceKey: Buffer;
  readonly operatorKey: string;
  /** Where they are kept, readable by the owner alone. */
  readonly file: string;
}

/** Reads the secrets of a data folder, or makes them. Only the folder's owner calls it, so nobody else makes others. */
export async function instanceSecrets(dataDir: string): Promise<InstanceSecrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await read(file);
  if (kept !== undefined) return { ...kept, instanceKey: Buffer.from(kept.instanceKey, 'base64'), file };
  const instanceKey = randomBytes(32);
  const operatorKey = newApiKey('test', newId());
  await writeDurably(file, JSON.stringify({ instanceKey: instanceKey.toString('base64'), operatorKey }));
  return { instanceKey, operatorKey, file };
}

async function read(file: string): Promise<z.output<typeof schema> | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new CannotStart(
      `The file ${file} is damaged: put it back from a backup, or start with another data folder.`,
      {
        cause: error,
      },
    );
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
