// The words of plans and capabilities, the same wherever they stand.

import { plural } from '#renderer/ui/format.ts';
import type { Effect, UndoClass } from '#shared/model/capability.ts';
import type { SecretKeeping } from '#shared/model/connection.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Outcome, Party, PlanState, ProbeKind } from '#shared/model/plan.ts';

export const intentWords: Readonly<Record<Intent, string>> = {
  revoke: 'Revoke',
  rescope: 'Rescope',
  shorten: 'Shorten lifetime',
  rotate: 'Rotate',
  disable: 'Disable',
  quarantine: 'Quarantine',
  delete: 'Delete',
  assign_owner: 'Assign owner',
};

export const effectWords: Readonly<Record<Effect, string>> = {
  yes: 'yes',
  if_introspected: 'where it is asked',
  no: 'no',
  unknown: '? not known',
};

export const effectSentences: Readonly<Record<Effect, string>> = {
  yes: 'Yes, everywhere, at once.',
  if_introspected:
    'Only where the resource server asks the issuer: local verifiers go on believing until the token ends.',
  no: 'No.',
  unknown: 'Unknown: the vendor does not say.',
};

export const undoWords = (undo: UndoClass, days: number): string => {
  if (undo === 'window') return `for ${plural(days, 'day')}`;
  return undo === 'flip' ? 'yes' : undo === 'from_snapshot' ? 'rebuilt' : 'no';
};

export const undoSentences: Readonly<Record<UndoClass, string>> = {
  flip: 'By the backend’s own switch.',
  from_snapshot: 'Rebuilt from what was read before: the same effect, maybe new ids.',
  window: 'Within some days, by the backend’s own bin.',
  none: 'Nothing brings it back.',
};

export const keepingWords: Readonly<Record<SecretKeeping, string>> = {
  system: 'sealed by the operating system',
  passphrase: 'sealed by a passphrase',
  run: 'for this run only',
};

export type StepState = Outcome | 'waiting' | 'running';

export const stepWords: Readonly<Record<StepState, string>> = {
  waiting: 'waiting',
  running: 'running',
  verified: 'verified',
  already_absent: 'already absent',
  refused: 'refused',
  claimed_not_verified: 'claimed, not verified',
  unknown_needs_check: 'unknown: needs a check',
  not_attempted: 'not attempted',
};

/** Codicon and class of a state; shape and words say the same as the colour. */
export const stepIcons: Readonly<Record<StepState, { readonly icon: string; readonly tone: string }>> = {
  waiting: { icon: 'circle-large-outline', tone: 'dim' },
  running: { icon: 'sync', tone: 'turning' },
  verified: { icon: 'pass-filled', tone: 'success-text' },
  already_absent: { icon: 'pass', tone: 'success-text' },
  refused: { icon: 'error', tone: 'error-text' },
  claimed_not_verified: { icon: 'warning', tone: 'warning-text' },
  unknown_needs_check: { icon: 'question', tone: 'warning-text' },
  not_attempted: { icon: 'circle-slash', tone: 'dim' },
};

export const planStateIcons: Readonly<Record<PlanState, string>> = {
  draft: 'edit',
  approved: 'thumbsup',
  running: 'sync',
  paused: 'debug-pause',
  done: 'pass',
  discarded: 'trash',
};

export const probeWords: Readonly<Record<ProbeKind, string>> = {
  replay: 'Old token',
  refresh: 'Old refresh token',
  mint: 'New token',
  introspect: 'Old token',
  downstream: 'Call downstream',
  read_back: 'Read back',
};

export const partyWords: Readonly<Record<Party, string>> = {
  issuer: 'at the issuer',
  introspecting_resource: 'where a resource asks',
  local_verifier: 'at a local verifier',
  downstream: 'downstream',
};
