import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of the Kafka of a folder: by it a node is told from one of somebody else at the same port. */
export async function clusterIdOf(dir: string): Promise<string> {
  const file = join(dir, 'cluster-id');
  if (!existsSync(file)) {
    await mkdir(dir, { recursive: true });
    await writeFile(file, randomBytes(16).toString('base64url'));
  }
  return readFile(file, 'utf8');
}
