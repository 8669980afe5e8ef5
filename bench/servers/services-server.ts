import { join } from 'node:path';
import type { DynamicModule, Type } from '@nestjs/common';
import { SystemClock } from '#libs/clock';
import { newId } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess, type RunningProcess } from '#libs/process';
import { ScheduleSession } from '../../apps/enrollment/src/sessions/schedule-session.js';
import { soloServices, type SoloServices } from '../../apps/solo/src/solo-services.js';
import { answerQuestions } from '../measuring/child-process.js';
import { EnrollmentCeiling } from './enrollment-ceiling.js';
import { WebhookCeiling } from './webhook-ceiling.js';

export interface ServicesToRun {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly services: readonly (keyof SoloServices)[];
  /** Base64. */
  readonly instanceKey: string;
}

/** Beyond what any client can ask: here it is the server that is measured. */
const NO_LIMITS = { rateFactor: 100_000 };

const stops: (() => Promise<void>)[] = [];
let running: RunningProcess;
let services: SoloServices;

/**
 * Runs services as Ally does, on the system's clock, with the routes of the ceilings beside their own.
 * @returns where they listen.
 */
async function start({ databaseUrl, folder, services: names, instanceKey }: ServicesToRun): Promise<string> {
  const host = '127.0.0.1';
  const all = soloServices({
    databaseUrl,
    publicUrl: 'http://bench.test',
    instanceKey: Buffer.from(instanceKey, 'base64'),
    operatorKey: 'ally_test_for_the_benchmark',
    holdMinutes: 15,
    host,
  });
  services = {
    ...all,
    enrollment: withRoutes(all.enrollment, EnrollmentCeiling),
    payments: withRoutes(all.payments, WebhookCeiling),
  };
  const eventLog = await PostgresEventLog.open(databaseUrl);
  stops.push(() => eventLog.close());
  const parts = {
    clock: new SystemClock(),
    eventLog,
    jobBackend: new PostgresJobBackend(databaseUrl),
    fileStore: new FolderStore(join(folder, 'files')),
  };
  const chosen = names.map((name) => services[name]);
  running = await runProcess(chosen, parts, { host, port: 0, exposure: NO_LIMITS });
  stops.push(() => running.stop());
  return running.app.getUrl();
}

function withRoutes(service: DynamicModule, controller: Type): DynamicModule {
  return { ...service, controllers: [...(service.controllers ?? []), controller] };
}

/** Sessions with as many seats as there can be. */
async function schedule(count: number): Promise<string[]> {
  const one = () =>
    running.part(services.enrollment, ScheduleSession).execute({
      workshopId: newId(),
      meetings: [{ startsAt: '2099-01-01T18:00:00.000Z', endsAt: '2099-01-01T20:00:00.000Z' }],
      zone: 'America/Chicago',
      venue: null,
      onlineUrl: null,
      coachId: null,
      capacity: 100_000,
      price: { amount: 5_000, currency: 'USD' },
    });
  return Promise.all(Array.from({ length: count }, one));
}

answerQuestions({ start, schedule }, async () => {
  for (const stop of stops.toReversed()) await stop();
});
