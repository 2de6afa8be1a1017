import { create } from 'zustand';

export interface Question {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** Most letters; 80 without. */
  readonly most?: number;
  /** Throws what the analyst should read: the question then stays open. */
  readonly answer: (text: string) => Promise<void>;
}

/** One line of text that a command asks for. */
export const useAsking = create<{ readonly question: Question | null }>()(() => ({ question: null }));

export const askForText = (question: Question): void => useAsking.setState({ question });
export const stopAsking = (): void => useAsking.setState({ question: null });
