import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { Fallen } from './issuer.ts';

interface PlaygroundState {
  /** The chosen agent. */
  readonly agent: string | null;
  /** What fell when the customer took her consent back. */
  readonly fallen: Fallen | null;
}

const beginning: PlaygroundState = { agent: null, fallen: null };

/** What is chosen in the playground. */
export const usePlayground = create<PlaygroundState>()(() => beginning);

export const changePlayground = (change: Partial<PlaygroundState>): void => usePlayground.setState(change);

/** Another workspace, or another play: nothing of the last one stays. */
export const resetPlayground = (): void => usePlayground.setState(beginning);

/** The agent that a command is about. Refuses with input.invalid where none is chosen. */
export function agentOf(argument: string | undefined): string {
  const agent = argument ?? usePlayground.getState().agent;
  if (agent !== null) return agent;
  throw new AppError('input.invalid', 'No agent is chosen.', { hint: 'Choose one in the playground, then ask again.' });
}
