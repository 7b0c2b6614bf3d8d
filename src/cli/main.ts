#!/usr/bin/env node
/** The `sasako` command. Each subcommand is a file of its own, and a line in the list below. */
import { Command, CommanderError } from 'commander';
import { HarnessError, suiteVersion } from '../conformance/index.js';
import { conformCommand } from './conform.js';
import { extractCommand } from './extract.js';
import { graphCommand } from './graph.js';
import { HELP_LAYOUT, HELP_WIDTHS } from './help.js';
import { initAdapterCommand } from './init-adapter.js';
import { inspectCommand } from './inspect.js';
import { planCommand } from './plan.js';
import { proofCommand } from './proof.js';
import { serveCommand } from './serve.js';
import { specCommand } from './spec.js';
import { USAGE_ERROR } from './status.js';
import { verifyCommand } from './verify.js';

const subcommands: readonly (() => Command)[] = [
  conformCommand,
  serveCommand,
  initAdapterCommand,
  inspectCommand,
  verifyCommand,
  planCommand,
  extractCommand,
  proofCommand,
  graphCommand,
  specCommand,
];

/** Commander's own inheritance ends at commands that were made elsewhere. */
function inherit(command: Command, from: Command): Command {
  command.copyInheritedSettings(from);
  for (const inner of command.commands) inherit(inner, command);
  return command;
}

function buildProgram(): Command {
  const program = new Command('sasako')
    .description("The p2panda protocol's specification made executable")
    .version(suiteVersion())
    .showSuggestionAfterError()
    .showHelpAfterError('(--help says what there is)')
    .configureHelp(HELP_LAYOUT)
    .configureOutput(HELP_WIDTHS)
    // Commander would end the process with status 1, which here means a conformance failure.
    .exitOverride();
  for (const make of subcommands) program.addCommand(inherit(make(), program));
  return program;
}

// The reader of a pipe may leave early, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  process.stderr.write(`error: standard output can't be written: ${why}\n`);
  process.exit(USAGE_ERROR);
});

try {
  await buildProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  else {
    const text = error instanceof HarnessError ? error.message : error instanceof Error ? error.stack : error;
    process.stderr.write(`sasako: ${String(text)}\n`);
    process.exitCode = USAGE_ERROR;
  }
}
