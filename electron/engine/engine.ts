// Composition root of the engine: the one file that knows everybody. It runs the same under Electron's utility process,
// under plain Node in tests, and behind the headless command.
import { createPolicies } from '#engine/policy/workspace-policy.ts';
import { serve } from '#engine/store/socket.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import { auditCalls } from './api/audit.ts';
import { campaignCalls, campaignWatches } from './api/campaigns.ts';
import { chartCalls, chartWatches } from './api/charts.ts';
import { createComparisons } from './api/compared.ts';
import { comparisonCalls } from './api/comparisons.ts';
import { departureCalls, departureWatches } from './api/departures.ts';
import { documentCalls } from './api/documents.ts';
import { exportCalls } from './api/export-findings.ts';
import { findingCalls, findingWatches } from './api/findings.ts';
import { humanCalls } from './api/human-links.ts';
import { importCalls } from './api/imports.ts';
import { incidentCalls, incidentWatches } from './api/incidents.ts';
import { inventoryCalls, inventoryWatches } from './api/inventory.ts';
import { type IssuerPort, issuerCalls, issuerWatches } from './api/issuer.ts';
import { liveWatches } from './api/live.ts';
import { mappingCalls } from './api/mapping-file.ts';
import { momentCalls } from './api/moments.ts';
import { createOutput } from './api/output.ts';
import { ownRuleCalls, ownRuleWatches } from './api/own-rules.ts';
import { ownerCalls, ownerWatches } from './api/owners.ts';
import { packCalls, packWatches } from './api/packs.ts';
import { createPlanDesk, type PlanDesk } from './api/plan-desk.ts';
import { planWatches } from './api/plan-views.ts';
import { planCalls } from './api/plans.ts';
import { playgroundCalls, playgroundWatches } from './api/playground.ts';
import { policyCalls, policyWatches } from './api/policy.ts';
import { queryCalls, queryWatches } from './api/queries.ts';
import { type Answering, questionsCalls, questionsWatches } from './api/questions.ts';
import { reachCalls, reachWatches } from './api/reach.ts';
import { reachRankingCalls } from './api/reach-ranking.ts';
import { openRecents } from './api/recent-file.ts';
import { riskCalls, riskWatches } from './api/risks.ts';
import { ruleCalls } from './api/rules.ts';
import { createRunningJobs } from './api/running-jobs.ts';
import { scopeCalls, scopeWatches } from './api/scopes.ts';
import { historyCalls } from './api/score-history.ts';
import { createSession, type Session } from './api/session.ts';
import { settingsCalls, settingsWatches } from './api/settings.ts';
import { openSettings } from './api/settings-file.ts';
import { tenantCalls, tenantWatches } from './api/tenants.ts';
import { importWatches, undoCalls } from './api/undo-import.ts';
import { whatIfWatches } from './api/what-if.ts';
import { workspaceCalls, workspaceWatches } from './api/workspace.ts';
import { connectors } from './connectors/index.ts';
import { localIssuer } from './connectors/local-issuer/connector.ts';
import { type CallHandlers, createDoor, type Handlers, type Topic, type WatchHandlers } from './door/door.ts';
import { createIssuers } from './issuers.ts';
import { localIssuerPort } from './local-issuer-port.ts';
import { createPlaygrounds } from './playgrounds.ts';
import { projector } from './projector.ts';
import { createTenants, type Tenants } from './tenants/tenants.ts';

export interface EngineOptions {
  readonly system: System;
  /** Folder of the settings, the list of recent workspaces and the demo company; null: keeps none of them. */
  readonly userData: string | null;
  /** Who acts unless Settings says otherwise. */
  readonly human: string;
  /** Which program acts: `workbench`, `nhi`. */
  readonly client: string;
  readonly version?: string;
  /** Which live views a change touched. */
  touched?(topics: readonly Topic[]): void;
}

export interface Engine {
  readonly calls: CallHandlers;
  readonly watches: WatchHandlers;
  /** For the headless recipes; doors go through calls and watches. */
  readonly session: Session;
  /** The workspace that is open now, or null: main has it opened again after a crash. */
  openWorkspace(): { readonly path: string; readonly readOnly: boolean } | null;
  /** Closes what is open, at once when `hurry` aborts; nothing that was acknowledged is lost either way. */
  stop(hurry?: AbortSignal): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  if (options.touched) listeners.add(options.touched);
  const touched = (topics: readonly Topic[]): void => {
    for (const listener of listeners) listener(topics);
  };
  const output = createOutput(options.system.clock, options.system.log, () => touched(['output']));
  const system: System = { ...options.system, log: output.log };
  const { files, hash } = system;

  const session = createSession({
    system,
    policies: createPolicies(hash.sha256),
    settings: openSettings(files, options.userData),
    recents: openRecents(system, options.userData),
    jobs: createRunningJobs(() => touched(['jobs'])),
    output,
    userData: options.userData,
    human: options.human,
    client: options.client,
    projector,
    touched,
    serve: (workspace) => serveOthers(workspace),
    busyWith: (workspace) =>
      session.jobs.list[0]?.title ?? (issuers.of(workspace).issuer.running === null ? null : 'The local issuer'),
    async leaving(workspace) {
      await comparisons.close();
      await desks.get(workspace)?.stop();
      await playgrounds.stop(workspace);
      await issuers.stop(workspace);
    },
  });
  const comparisons = createComparisons(session, projector);
  const issuers = createIssuers(
    system,
    () => ({ human: session.human, client: session.client }),
    () => touched(['issuer']),
  );
  const issuerHere = (): IssuerPort | null => (session.workspace === null ? null : issuers.of(session.workspace));
  const mustHaveIssuer = (): IssuerPort => issuerHere() ?? issuers.of(session.mustBeOpen().workspace);
  const playgrounds = createPlaygrounds(system, issuers, () => touched(['issuer']));
  const connected = new WeakMap<Workspace, Tenants>();
  const tenantsOf = (workspace: Workspace): Tenants => {
    const here =
      connected.get(workspace) ??
      createTenants(system, workspace, [...connectors, localIssuer(localIssuerPort(workspace, issuers, system.clock))]);
    connected.set(workspace, here);
    return here;
  };
  const desks = new WeakMap<Workspace, PlanDesk>();
  const desksOf = (workspace: Workspace): PlanDesk => {
    const here = desks.get(workspace) ?? deskOf(workspace);
    desks.set(workspace, here);
    return here;
  };
  const deskOf = (workspace: Workspace): PlanDesk =>
    createPlanDesk({
      system,
      workspace,
      tenants: tenantsOf(workspace),
      by: () => ({ human: session.human, client: session.client }),
      touched: () => touched(['plans']),
      isTierZero(id) {
        const row = workspace.identities.rowOf(id);
        return row >= 0 && workspace.identities.factsAt(row).tier === 0;
      },
    });
  const answering: Answering = {
    last: null,
    desk: () => {
      const { workspace } = session.mustBeOpen();
      const { issuer, callsAs, views } = issuers.of(workspace);
      return { calls: callsAs('questions'), views, running: issuer.running?.url ?? null };
    },
  };
  const handlers: Handlers = {
    calls: {
      ...workspaceCalls(session, { engine: options.version ?? '0.1.0', node: process.versions.node }),
      ...importCalls(session),
      ...mappingCalls(session),
      ...undoCalls(session),
      ...humanCalls(session),
      ...inventoryCalls(session),
      ...findingCalls(session),
      ...exportCalls(session),
      ...ruleCalls(session),
      ...riskCalls(session),
      ...scopeCalls(session),
      ...chartCalls(session),
      ...auditCalls(session),
      ...issuerCalls(mustHaveIssuer),
      ...questionsCalls(session, answering),
      ...playgroundCalls(session, () => playgrounds.of(session.mustBeOpen().workspace)),
      ...settingsCalls(session),
      ...queryCalls(session),
      ...campaignCalls(session),
      ...ownerCalls(session),
      ...departureCalls(session),
      ...incidentCalls(session),
      ...reachCalls(session),
      ...reachRankingCalls(session),
      ...packCalls(session),
      ...policyCalls(session),
      ...documentCalls(session),
      ...ownRuleCalls(session),
      ...momentCalls(session),
      ...comparisonCalls(session, comparisons),
      ...historyCalls(session, projector),
      ...planCalls(session, () => desksOf(session.mustBeOpen().workspace)),
      ...tenantCalls(
        session,
        () => tenantsOf(session.mustBeOpen().workspace),
        () => (session.workspace === null ? connectors : tenantsOf(session.workspace).connectors),
      ),
    },
    watches: {
      ...workspaceWatches(session),
      ...importWatches(session),
      ...inventoryWatches(session),
      ...findingWatches(session),
      ...riskWatches(session),
      ...scopeWatches(session),
      ...chartWatches(session),
      ...issuerWatches(issuerHere, session.now),
      ...liveWatches(session, issuerHere),
      ...questionsWatches(answering),
      ...playgroundWatches(() => (session.opened === null ? null : playgrounds.of(session.opened.workspace))),
      ...settingsWatches(session),
      ...queryWatches(session),
      ...campaignWatches(session),
      ...ownerWatches(session),
      ...departureWatches(session),
      ...incidentWatches(session),
      ...reachWatches(session),
      ...whatIfWatches(session),
      ...packWatches(session),
      ...policyWatches(session),
      ...ownRuleWatches(session),
      ...planWatches(() => (session.workspace === null ? null : desksOf(session.workspace))),
      ...tenantWatches(session, () => (session.workspace === null ? null : tenantsOf(session.workspace))),
    },
  };

  /** Writing commands of other processes of this user are carried out here, by the same contract. */
  async function serveOthers(workspace: Workspace): Promise<{ close(): Promise<void> } | null> {
    const door = createDoor(handlers, system);
    const stopListening = listen((topics) => door.touched(topics));
    try {
      const served = await serve(system, workspace.path, (port) => void door.attach(port, 'nhi'));
      return {
        async close() {
          stopListening();
          await served.close();
        },
      };
    } catch (error) {
      stopListening();
      system.log.warning('Other processes cannot work through this one: its socket could not be opened.');
      system.log.error('the socket of the workspace could not be opened', error);
      return null;
    }
  }

  function listen(listener: (topics: readonly Topic[]) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    ...handlers,
    session,
    openWorkspace() {
      const { opened } = session;
      return opened ? { path: opened.workspace.path, readOnly: opened.readOnlyNow } : null;
    },
    async stop(hurry) {
      await session.close(hurry);
      listeners.clear();
    },
  };
}
