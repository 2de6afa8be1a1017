// Certification campaigns, as the journal says them. An id is made of the number of the record that started one.
import type { Register } from '#engine/store/store.ts';
import type { Certification } from '#shared/contract/campaigns.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** Rides in the data of a journal record, member `campaign`. */
export type CampaignChange =
  | {
      readonly is: 'started';
      readonly name: string;
      readonly due: Instant;
      readonly asked: readonly { readonly reviewer: string; readonly identities: readonly string[] }[];
    }
  | {
      readonly is: 'decided';
      readonly id: string;
      readonly identities: readonly string[];
      readonly verdict: Certification | null;
      readonly note: string;
    }
  | {
      readonly is: 'reassigned';
      readonly id: string;
      readonly identities: readonly string[];
      readonly reviewer: string;
    }
  | { readonly is: 'postponed'; readonly id: string; readonly due: Instant }
  | { readonly is: 'closed' | 'reopened'; readonly id: string };

interface Verdict {
  readonly is: Certification;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
}

export interface Asked {
  readonly reviewer: string;
  readonly verdict: Verdict | null;
}

export interface KeptCampaign {
  readonly id: string;
  readonly name: string;
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly due: Instant;
  readonly closedAt: Instant | null;
  /** By identity, in the order in which they were asked for. */
  readonly asked: ReadonlyMap<string, Asked>;
}

export const campaignIdOf = (seq: number): string => `cmp_${seq}`;

export class CampaignsRegister implements Register {
  readonly name = 'campaigns';
  /** By id, in the order in which they were started. */
  readonly campaigns = new Map<string, KeptCampaign>();

  apply({ seq, at, human, data }: Pick<JournalRecord, 'seq' | 'at' | 'human' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const change = data['campaign'] as CampaignChange | undefined;
    if (change === undefined) return;
    const when = Date.parse(at);
    const by = human ?? '';
    if (change.is === 'started') {
      const id = campaignIdOf(seq);
      const { name, due } = change;
      const asked = change.asked.flatMap(({ reviewer, identities }) =>
        identities.map((identity) => [identity, { reviewer, verdict: null }] as const),
      );
      this.campaigns.set(id, {
        id,
        name,
        due,
        startedAt: when,
        startedBy: by,
        closedAt: null,
        asked: new Map(asked),
      });
      return;
    }
    const kept = this.campaigns.get(change.id);
    if (kept === undefined) return;
    this.campaigns.set(change.id, { ...kept, ...changed(kept, change, by, when) });
  }

  save(): string {
    return JSON.stringify([...this.campaigns.values()].map((kept) => ({ ...kept, asked: [...kept.asked] })));
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    const saved = JSON.parse(text) as (Omit<KeptCampaign, 'asked'> & { readonly asked: [string, Asked][] })[];
    for (const kept of saved) this.campaigns.set(kept.id, { ...kept, asked: new Map(kept.asked) });
  }
}

function changed(
  { asked }: KeptCampaign,
  change: Exclude<CampaignChange, { readonly is: 'started' }>,
  by: string,
  at: Instant,
): Partial<KeptCampaign> {
  const each = (identities: readonly string[], next: (before: Asked) => Asked): Partial<KeptCampaign> => {
    const all = new Map(asked);
    for (const identity of identities) {
      const before = all.get(identity);
      if (before !== undefined) all.set(identity, next(before));
    }
    return { asked: all };
  };
  switch (change.is) {
    case 'decided': {
      const { verdict, note, identities } = change;
      return each(identities, (before) => ({
        ...before,
        verdict: verdict === null ? null : { is: verdict, note, by, at },
      }));
    }
    case 'reassigned':
      return each(change.identities, (before) => ({ ...before, reviewer: change.reviewer }));
    case 'postponed':
      return { due: change.due };
    case 'closed':
      return { closedAt: at };
    case 'reopened':
      return { closedAt: null };
  }
}
