// The menu of fixes: whom it is about, and where it stands.
import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { MenuGroups } from '#renderer/ui/menu.tsx';
import type { CallOutput } from '#shared/contract/contract.ts';
import { type FindingKey, useFindings } from './findings.ts';
import { useInventory } from './inventory.ts';
import { useProblems } from './problems.ts';

export interface Bulb {
  readonly at: { readonly x: number; readonly y: number };
  readonly title: string;
  readonly groups: MenuGroups;
}

export const useBulb = create<{ readonly bulb: Bulb | null }>()(() => ({ bulb: null }));

let focusBefore: HTMLElement | null = null;

export function showBulb(bulb: Bulb): void {
  focusBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  useBulb.setState({ bulb });
}
/** The keyboard goes back to where it was, unless what was chosen has taken it on. */
export function hideBulb(): void {
  useBulb.setState({ bulb: null });
  focusBefore?.focus({ preventScroll: true });
}

/** One identity, or one finding of it. */
export interface BulbTarget {
  readonly identity: string;
  /** null: all that is found of it. */
  readonly rule: string | null;
}

const whole = (key: FindingKey | null): BulbTarget | null => key;

/** What the keyboard stands on: a finding, an identity, or nothing that could have a fix. */
export function bulbTarget(keys: {
  readonly part: string;
  readonly editor: string | null;
  readonly uri: string | null;
}): BulbTarget | null {
  if (keys.part === 'panel') return whole(useProblems.getState().focused);
  if (keys.editor === 'findings') return whole(useFindings.getState().focused);
  if (keys.editor === 'inventory') {
    const { focusedId } = useInventory.getState();
    return focusedId === null ? null : { identity: focusedId, rule: null };
  }
  const page = /^nhi:\/identity\/(idn_[a-z2-7]+)/.exec(keys.uri ?? '')?.[1];
  return page === undefined ? null : { identity: page, rule: null };
}

/** Below the row or the button that the menu belongs to. */
export function bulbPlace(): Bulb['at'] {
  const part = document.activeElement?.closest('[data-part]') ?? document.body;
  const marked = [...part.querySelectorAll('[data-focus], [data-bulb]')].find((one) => one.getClientRects().length > 0);
  const box = (marked ?? document.activeElement ?? document.body).getBoundingClientRect();
  return { x: Math.round(box.left + 16), y: Math.round(Math.min(box.bottom, globalThis.innerHeight - 40)) };
}

type Fixes = CallOutput<'findings.fixes'>;
export type OfferedFix = Fixes['findings'][number]['fixes'][number];

export const fixesFor = (identity: string): Promise<Fixes> => call('findings.fixes', { identity });

/** The fixes of what the menu is about, each once; what helps most comes first, of equals what is safer. */
export function offeredFixes({ findings }: Pick<Fixes, 'findings'>, rule: string | null): readonly OfferedFix[] {
  const fixes = new Map<string, OfferedFix>();
  for (const finding of findings) {
    if (rule !== null && finding.rule !== rule) continue;
    for (const fix of finding.fixes) fixes.set(`${fix.intent} ${fix.label}`, fix);
  }
  return [...fixes.values()].sort(
    (one, other) => (one.scoreAfter ?? 101) - (other.scoreAfter ?? 101) || other.safety - one.safety,
  );
}

/** `94 → 70, safe 84`: the score before and after, and change-safety of 100. */
export const effectWords = (score: number | null, { scoreAfter, safety }: OfferedFix): string =>
  [score === null || scoreAfter === null ? '' : `${score} → ${scoreAfter}`, `safety ${safety}`]
    .filter((words) => words !== '')
    .join(', ');
