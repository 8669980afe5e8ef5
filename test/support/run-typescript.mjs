// `node --import ./test/support/run-typescript.mjs file.ts` runs TypeScript sources, where Jest is not at hand.
import { transformFile } from '@swc/core';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Node loads hooks in a thread of their own: this file is both what registers them and what they are.
if (isMainThread) register(import.meta.url);

const isSource = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

export async function resolve(specifier, context, next) {
  const fromSource = context.parentURL !== undefined && isSource(context.parentURL);
  const source = fromSource && specifier.startsWith('.') ? specifier.replace(/\.js$/, '.ts') : specifier;
  return next(source, context);
}

export async function load(url, context, next) {
  if (!isSource(url)) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
