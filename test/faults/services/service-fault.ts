import type { Scene } from '../under-load.js';
import type { ServicesUnderFault } from './services-under-fault.js';

export type SceneOfServices = Scene<ServicesUnderFault>;

/** Something that breaks while Ally is at work. */
export interface ServiceFault {
  readonly name: string;
  /** How often it comes. */
  readonly times: number;
  /** Strikes, and mends what Ally cannot do without. */
  strike(scene: SceneOfServices): Promise<void>;
  /** Mends what is still broken when service is full again. */
  mend?(scene: SceneOfServices): Promise<void>;
}

/** From, up to. */
export type Range = readonly [low: number, high: number];

/** How often each fault comes, and how long it lasts, in milliseconds. */
export interface Amounts {
  /** A process of each kind. */
  readonly killed: number;
  /** Of each kind as well; twice each time. */
  readonly killedWhileStarting: number;
  /** One of each kind, a second apart, so that the next goes while the last comes back. */
  readonly killedInARow: number;
  readonly allKilled: number;
  readonly postgresKilled: number;
  readonly kafkaKilled: number;
  readonly redisKilled: number;
  readonly redisWiped: number;
  readonly redisReplaced: number;
  /** Of each server. */
  readonly cut: number;
  readonly cutMs: Range;
  readonly silent: number;
  readonly silentMs: Range;
  readonly slow: number;
  readonly slowMs: Range;
  readonly writesRefused: number;
  readonly refusedMs: Range;
  readonly replaced: number;
  readonly kafkaAway: number;
  readonly awayMs: number;
}
