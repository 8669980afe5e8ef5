import { Logger } from '@nestjs/common';
import { runCommand } from './run-command.js';

// What the services' parts would log is for operators of a service; a command says itself what has happened.
Logger.overrideLogger(false);
// Whoever reads only the first lines (`| head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
