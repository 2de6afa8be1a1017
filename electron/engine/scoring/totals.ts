import type { FactColumns } from '#engine/inventory/fact-columns.ts';
import type { Instant } from '#shared/model/fact.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { bandOf, bands } from '#shared/model/score.ts';
import type { Frame, Spans } from './components.ts';
import { componentCount, firstExposure, frameOf, measure, newSpans } from './components.ts';
import { floorBits } from './floors.ts';
import type { Policy } from './policy.ts';

const humanKind = identityKinds.indexOf('human');
const disabled = identityStatuses.indexOf('disabled');
const expired = identityStatuses.indexOf('expired');

/** Disabled or past its end: it gets nothing new. */
export const isOff = (status: number): boolean => status === disabled || status === expired;
/** The zero rule of PRODUCT section 5: off, and nothing that it was issued is alive. What nobody knows may be alive. */
export const isDead = (status: number, residualUntil: Instant, now: Instant): boolean =>
  isOff(status) && residualUntil <= now;

interface Column {
  [row: number]: number;
}

/** Where scores go. Humans have none: NaN, and 255 as their band. */
export interface ScoreColumns {
  readonly value: Column;
  readonly low: Column;
  readonly high: Column;
  /** 0–1. */
  readonly confidence: Column;
  readonly power: Column;
  readonly exposure: Column;
  /** Index into bands. */
  readonly band: Column;
}

const noBand = 255;

/** Half up, and a hair more: 64.5 that binary fractions made 64.49999999999999 is 65. */
const hair = 1e-9;
const rounded = (value: number): number => Math.floor(Math.min(value, 100) + 0.5 + hair);
const oneDecimal = (value: number): number => Math.floor(value * 10 + 0.5 + hair) / 10;

/** Band of every whole score, so that the loop looks it up. */
const bandIndex = Uint8Array.from({ length: 101 }, (_, value) => bands.indexOf(bandOf(value)));

/** What a block needs, made once for many blocks. */
export interface Block {
  readonly frame: Frame;
  readonly spans: Spans;
  readonly bits: Uint16Array;
}

export function newBlock(policy: Policy, now: Instant, rows: number): Block {
  return { frame: frameOf(policy, now), spans: newSpans(rows), bits: new Uint16Array(rows) };
}

/**
 * Scores rows `first` to `first + count - 1`: max(0.6 P + 0.4 E, floors), rounded at the end only. The block's spans are left
 * filled for the waterfall. Floors that only may hold count for the upper bound alone; what is off and may or may not be
 * dead scores as if it lived, down to 0.
 */
export function scoreBlock(columns: FactColumns, first: number, count: number, block: Block, out: ScoreColumns): void {
  const { frame, spans, bits } = block;
  const { certainFloor, possibleFloor } = frame.policy.tables;
  measure(columns, first, count, frame, spans);
  floorBits(columns, first, count, frame.policy, bits);
  const { axes } = frame.policy.data;
  const { kind, status, residualUntil } = columns;
  const { low, value, high, rows } = spans;
  for (let index = 0; index < count; index += 1) {
    const row = first + index;
    const isHuman = kind[row] === humanKind;
    const isOut = isOff(status[row] ?? 0);
    const residual = isOut ? (residualUntil[row] ?? Number.NaN) : Number.POSITIVE_INFINITY;
    if (isHuman || residual <= frame.now) {
      const none = isHuman ? Number.NaN : 0;
      out.value[row] = out.low[row] = out.high[row] = out.power[row] = out.exposure[row] = none;
      out.confidence[row] = isHuman ? none : 1;
      out.band[row] = isHuman ? noBand : lowestBand;
      continue;
    }
    let powerLow = 0;
    let power = 0;
    let powerHigh = 0;
    let at = index;
    for (let component = 0; component < firstExposure; component += 1, at += rows) {
      powerLow += low[at] ?? 0;
      power += value[at] ?? 0;
      powerHigh += high[at] ?? 0;
    }
    let exposureLow = 0;
    let exposure = 0;
    let exposureHigh = 0;
    for (let component = firstExposure; component < componentCount; component += 1, at += rows) {
      exposureLow += low[at] ?? 0;
      exposure += value[at] ?? 0;
      exposureHigh += high[at] ?? 0;
    }
    const rawLow = axes.power * powerLow + axes.exposure * exposureLow;
    const raw = axes.power * power + axes.exposure * exposure;
    const rawHigh = axes.power * powerHigh + axes.exposure * exposureHigh;
    const held = bits[index] ?? 0;
    const floor = certainFloor[held] ?? 0;
    const score = rounded(Math.max(raw, floor));
    out.value[row] = score;
    out.low[row] = Number.isNaN(residual) ? 0 : rounded(Math.max(rawLow, floor));
    out.high[row] = rounded(Math.max(rawHigh, possibleFloor[held] ?? 0));
    out.confidence[row] = 1 - (rawHigh - rawLow) / 100;
    out.power[row] = oneDecimal(power);
    out.exposure[row] = oneDecimal(exposure);
    out.band[row] = bandIndex[score] ?? noBand;
  }
}

const lowestBand = bands.indexOf('minimal');
