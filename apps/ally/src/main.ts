import { Logger } from '@nestjs/common';
import { runCommand } from './run-command.js';

// What the services' parts would log is for operators of a service; a command says itself what has happened.
Logger.overrideLogger(false);
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
