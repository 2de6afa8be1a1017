import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { PlanDetail } from '#shared/contract/plans.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { firstView } from './first-view.ts';

export type StepDetail = CallOutput<'plans.step'>;

/** What one plan's page has chosen. */
export interface PlanPage {
  /** `s004`; null: the first step. */
  readonly step: string | null;
  /** Steps whose probes are hidden. */
  readonly folded: ReadonlySet<string>;
  /** What was typed to approve it. */
  readonly typed: string;
}

const beginning: PlanPage = { step: null, folded: new Set(), typed: '' };

interface PlansState {
  readonly pages: Readonly<Record<string, PlanPage>>;
  /** Runs and checks that this window started, by plan. */
  readonly jobs: Readonly<Record<string, Progress | null>>;
}

export const usePlans = create<PlansState>()(() => ({ pages: {}, jobs: {} }));

const pageOf = ({ pages }: PlansState, plan: string): PlanPage => pages[plan] ?? beginning;
export const usePlanPage = (plan: string): PlanPage => usePlans((state) => pageOf(state, plan));

export const changePlanPage = (plan: string, change: Partial<PlanPage>): void =>
  usePlans.setState((state) => ({ pages: { ...state.pages, [plan]: { ...pageOf(state, plan), ...change } } }));

export const typedFor = (plan: string): string => pageOf(usePlans.getState(), plan).typed;

/** Writes the signed document where the analyst says. False: the dialog was cancelled. */
export async function exportPlan(plan: string, what: 'plan' | 'receipt', title: string): Promise<boolean> {
  const name = (await planDetail(plan)).title.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100);
  const { path } = await call('host.chooseSave', { title, name: `${name} ${what}.json` });
  if (path !== null) await call('plans.export', { plan, what, path });
  return path !== null;
}

/** Another workspace: its own plans. What this window runs there goes on; the engine pauses it when it closes. */
export const resetPlans = (): void => usePlans.setState({ pages: {}, jobs: {} });

/** Runs what takes long and keeps its progress for the page. */
export async function planJob<T>(
  plan: string,
  work: (options: { readonly onProgress: (progress: Progress) => void }) => Promise<T>,
): Promise<T> {
  const say = (progress: Progress | null): void =>
    usePlans.setState(({ jobs }) => ({ jobs: { ...jobs, [plan]: progress } }));
  say(null);
  try {
    return await work({ onProgress: say });
  } finally {
    usePlans.setState(({ jobs: { [plan]: _done, ...jobs } }) => ({ jobs }));
  }
}

/** The plan that a command is about: its argument, else the page in front. Refuses with input.invalid without either. */
export function planOf(argument: { readonly plan: string } | undefined, uri: string | null): string {
  const plan = argument?.plan ?? /^nhi:\/plan\/(pln_[a-z2-7]{16})/.exec(uri ?? '')?.[1];
  if (plan !== undefined) return plan;
  throw new AppError('input.invalid', 'No plan is chosen.', { hint: 'Open one under Plans, then ask again.' });
}

/** As it stands now. Refuses with plan.absent. */
export async function planDetail(plan: string): Promise<PlanDetail> {
  const { plan: detail } = await firstView('plans.detail', { plan });
  if (detail === null) throw new AppError('plan.absent', 'This plan is not in the workspace.');
  return detail;
}

/** A step with its requests, before and after; `state` asks anew whenever the step has moved on. */
export function useStep(plan: string, step: string | null, state: string): StepDetail | null {
  const [detail, setDetail] = useState<StepDetail | null>(null);
  useEffect(() => {
    // Only named so that the step is read again once it is in another state.
    void state;
    if (step === null) return;
    let current = true;
    call('plans.step', { plan, step }).then(
      (found) => current && setDetail(found),
      () => current && setDetail(null),
    );
    return () => {
      current = false;
    };
  }, [plan, step, state]);
  return detail !== null && detail.step.id === step ? detail : null;
}
