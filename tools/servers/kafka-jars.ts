import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ServerMissing } from './server-process.js';

const VERSION = '4.3.1';
export const HOW_TO_GET_KAFKA =
  'Kafka needs Java 17 or newer and, to fetch it once, Maven: apt-get install default-jdk-headless maven ' +
  '(with KAFKA_LIBS=<folder of its jars> Java alone).';

/** Without a binding of slf4j Kafka dies without a word. */
const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>ally</groupId>
  <artifactId>kafka-for-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

/**
 * The folder of Kafka's jars: `KAFKA_LIBS`, or one in the user's cache that Maven fills the first time (44 MB). Maven
 * compares checksums, and the folder gets its name only when it is whole.
 * @throws ServerMissing when there is no Maven; Error with what Maven says when it fails.
 */
export async function kafkaJars(): Promise<string> {
  const given = process.env['KAFKA_LIBS'];
  if (given !== undefined) return given;
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ally');
  const jars = join(cache, `kafka-${VERSION}`);
  if (existsSync(jars)) return jars;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(`${jars}-`);
  try {
    await writeFile(join(draft, 'pom.xml'), POM);
    await runMaven(draft);
    await rename(join(draft, 'jars'), jars).catch((error: unknown) => {
      if (!existsSync(jars)) throw error; // else another was faster
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return jars;
}

async function runMaven(folder: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=jars'];
  const child = spawn('mvn', ['--quiet', '--batch-mode', '--strict-checksums', ...goal], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw new ServerMissing(HOW_TO_GET_KAFKA, { cause });
  })) as [number | null];
  if (code !== 0) throw new Error(`Maven could not fetch Kafka ${VERSION}:\n${said.trimEnd()}`);
}
