import type { Instant } from '#shared/model/fact.ts';
import {
  type Acceptance,
  type AcceptanceState,
  type Finding,
  type Severity,
  severities,
} from '#shared/model/finding.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** A finding is known by its rule and its identity. */
export interface FindingKey {
  readonly rule: string;
  readonly identity: IdentityId;
}

/** `data.risk` of a record `risk.accepted` or `risk.withdrawn`. */
export type RiskChange =
  | {
      readonly is: 'accepted';
      readonly findings: readonly (FindingKey & { readonly severity: Severity })[];
      readonly reason: string;
      readonly until: Instant;
    }
  | { readonly is: 'withdrawn'; readonly findings: readonly FindingKey[] };

export type AcceptedRisk = FindingKey & Acceptance;

/** Findings that may stay, by the word of analysts. A register of the journal (docs/adr/0013). */
export class AcceptedRisks {
  readonly name = 'accepted risks';
  readonly #accepted = new Map<IdentityId, Map<string, AcceptedRisk>>();

  apply({ at, human, data }: Pick<JournalRecord, 'at' | 'human' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const change = data['risk'] as RiskChange | undefined;
    if (change === undefined) return;
    if (change.is === 'withdrawn') {
      for (const key of change.findings) this.#forget(key);
      return;
    }
    const { reason, until } = change;
    for (const { rule, identity, severity } of change.findings) {
      this.#keep({ rule, identity, severity, reason, until, by: human ?? '', at: Date.parse(at) });
    }
  }

  of({ rule, identity }: FindingKey): AcceptedRisk | undefined {
    return this.#accepted.get(identity)?.get(rule);
  }

  get isEmpty(): boolean {
    return this.#accepted.size === 0;
  }

  *entries(): IterableIterator<AcceptedRisk> {
    for (const byRule of this.#accepted.values()) yield* byRule.values();
  }

  save(): string {
    return JSON.stringify([...this.entries()]);
  }

  load(text: string): void {
    this.#accepted.clear();
    // Written by save.
    for (const risk of JSON.parse(text) as AcceptedRisk[]) this.#keep(risk);
  }

  #keep(risk: AcceptedRisk): void {
    const byRule = this.#accepted.get(risk.identity) ?? new Map<string, AcceptedRisk>();
    this.#accepted.set(risk.identity, byRule.set(risk.rule, risk));
  }

  #forget({ rule, identity }: FindingKey): void {
    const byRule = this.#accepted.get(identity);
    byRule?.delete(rule);
    if (byRule?.size === 0) this.#accepted.delete(identity);
  }
}

/** What the word is worth now: one that is graver than it was is open again, whatever the day. */
export function stateOf({ severity: then, until }: Acceptance, severity: Severity, now: Instant): AcceptanceState {
  if (severities.indexOf(severity) < severities.indexOf(then)) return 'graver';
  return now > until ? 'expired' : 'accepted';
}

/** The finding with what was said of it. */
export function judged(finding: Finding, risks: AcceptedRisks, now: Instant): Finding {
  const risk = risks.of(finding);
  if (risk === undefined) return finding;
  const { reason, by, at, until, severity } = risk;
  return { ...finding, acceptance: { reason, by, at, until, severity, state: stateOf(risk, finding.severity, now) } };
}

/** Did the day of an acceptance pass after `since`, by `now`? What it let stand is open again. */
export function lapsedBetween(risks: AcceptedRisks, since: Instant, now: Instant): boolean {
  for (const { until } of risks.entries()) if (until >= since && until < now) return true;
  return false;
}
