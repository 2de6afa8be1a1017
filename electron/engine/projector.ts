// What the store asks of the domain when it writes an identity's row. Both the live engine and the snapshot worker use
// this very function: that is why a replay and a snapshot hold the same columns.

import { CampaignsRegister } from '#engine/campaigns/register.ts';
import { classify, type Overrides } from '#engine/catalogue/classify.ts';
import { AssignedOwners } from '#engine/inventory/assigned-owners.ts';
import { Departures } from '#engine/inventory/departures.ts';
import { endingsOf } from '#engine/inventory/ending.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { type Classify, factsOf } from '#engine/inventory/facts-of.ts';
import { type Span, spansOf } from '#engine/inventory/grant-spans.ts';
import { HumanLinks } from '#engine/inventory/human-links.ts';
import { Incidents } from '#engine/inventory/incidents.ts';
import { lifetimeOf } from '#engine/inventory/lifetime.ts';
import { mergeRanked } from '#engine/inventory/merge.ts';
import { InventoryLag } from '#engine/issuer/administration/inventory-lag.ts';
import { LastUse } from '#engine/issuer/administration/last-use.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { OwnRulesRegister } from '#engine/own-rules/register.ts';
import { PlansRegister } from '#engine/plans/state.ts';
import { PolicyRegister } from '#engine/policy/register.ts';
import { AcceptedRisks } from '#engine/posture/accepted-risks.ts';
import { ChosenPacks } from '#engine/posture/chosen-packs.ts';
import type { Ledger } from '#engine/store/store.ts';
import { ConnectionsRegister } from '#engine/tenants/state.ts';
import { ViewsRegister } from '#engine/views/register.ts';
import { known, unknownReasons } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';

export const classifierOf =
  (overrides: Overrides): Classify =>
  (vendor, api, scope) =>
    classify(vendor, api, scope, overrides);

export const projector = {
  registers: () => [
    new ChosenPacks(),
    new HumanLinks(),
    new IssuerRegister(),
    new InventoryLag(),
    new AssignedOwners(),
    new Departures(),
    new AcceptedRisks(),
    new Incidents(),
    new LastUse(),
    new ConnectionsRegister(),
    new PlansRegister(),
    new ViewsRegister(),
    new CampaignsRegister(),
    new PolicyRegister(),
    new OwnRulesRegister(),
  ],
  project(identity: Identity, ledger: Ledger): Facts {
    const classifier = classifierOf(ledger.classifications);
    const facts = ledger.asOf === null ? factsOf(identity, classifier) : factsOf(identity, classifier, ledger.asOf);
    // What is left of it until an instant is one of its endings, and asked of a moment.
    const { seconds, least, reason } = lifetimeOf(identity, Number.POSITIVE_INFINITY);
    const lifetimeReason = reason === null ? 0 : unknownReasons.indexOf(reason) + 1;
    return { ...facts, lifetime: seconds, lifetimeLeast: least, lifetimeReason };
  },
  spans: ({ grants }: Identity): readonly Span[] => spansOf(grants),
  endings: endingsOf,
  merge: mergeRanked,
  display(identity: Identity): { ownerLabel: string; onBehalfName: string | null; search: string } {
    const owners = known(identity.owners) ?? [];
    const ownerLabel = owners.map((owner) => owner.name).join(', ');
    const words = [
      identity.name,
      identity.externalId,
      ...identity.aliases,
      ownerLabel,
      identity.tenant.name,
      identity.vendorKind,
      known(identity.environment) ?? '',
    ];
    return { ownerLabel, onBehalfName: null, search: [...new Set(words)].join(' ').toLowerCase() };
  },
};
